import { defineConfig } from 'vitest/config'

const shared = { root: import.meta.dirname }

/**
 * Suites of real processes and clocks meet a busy machine: there a test is run once more before it
 * counts as failed, and the report names it. Nothing that is pure is ever run twice.
 */
const retry = process.env['CI'] === undefined ? 0 : 1

/** Polls end as soon as they are right; the usual second is short on a machine that is busy. */
const patient = { poll: { timeout: 10_000 } }

/**
 * Projects are the suites of `npm test` and `npm run test:real`; scripts/test.ts picks them by name.
 * Real-server and browser suites run one file at a time: each starts processes of its own.
 */
export default defineConfig({
  test: {
    projects: [
      {
        ...shared,
        test: {
          name: 'unit',
          isolate: false, // pure: nothing is left behind, and modules are read once per worker
          include: [
            '{contract,server,lab,cli,scripts}/**/*.test.ts',
            'test/{architecture,support,validations}/**/*.test.ts',
            'test/rows.test.ts',
            'bench/**/*.test.ts',
          ],
          exclude: ['**/*.real.test.ts', '**/node_modules/**'],
          setupFiles: ['test/fixed-seed.ts'],
          testTimeout: 60_000, // properties run many thousand times, on machines that are busy
        },
      },
      {
        ...shared,
        test: {
          name: 'ui',
          include: ['ui/**/*.test.ts', 'ui/**/*.test.tsx'],
          environment: 'jsdom',
          setupFiles: ['ui/test-setup.ts'],
          testTimeout: 20_000,
        },
      },
      {
        ...shared,
        test: {
          name: 'system',
          retry,
          include: ['test/{system,conformance}/**/*.test.ts'],
          exclude: ['**/*.real.test.ts'],
          expect: patient,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        ...shared,
        test: {
          name: 'browser',
          retry,
          include: ['test/browser/**/*.test.ts'],
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        ...shared,
        test: {
          name: 'real',
          retry,
          include: ['test/**/*.real.test.ts'],
          expect: patient,
          fileParallelism: false,
          testTimeout: 180_000,
          hookTimeout: 240_000,
        },
      },
    ],
  },
})
