import { availableParallelism } from 'node:os'
import path from 'node:path'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

const shared = { root: import.meta.dirname }

/**
 * Suites of real processes and clocks meet a busy machine: there a test is tried once more at once,
 * and the report names it. What failed even so runs again at the end: docs/decisions/0024.
 */
const retry = process.env['CI'] === undefined ? 0 : 1

/**
 * Polls end as soon as they are right, and tests as soon as they are done: limits are for what hangs,
 * and wide enough for a machine on which ten others work.
 */
const patient = { poll: { timeout: 20_000 } }
const limits = { testTimeout: 180_000, hookTimeout: 180_000 }

/**
 * How many files run at a time. Left to itself, Vitest keeps one core for its own process, which has
 * next to nothing to do: half of a machine of two. What only reckons keeps a core busy. Browsers wait for a part of their time, suites on
 * real servers, whose ports and folders are their own, for more of it, and system tests, most of
 * which are about what comes late or not at all, for half of it.
 */
const cores = availableParallelism()

/**
 * Files of one worker share its modules, which are read once: what modules keep, they keep by the
 * objects that it is about. The page that files of the UI share is cleared by ui/test-setup.ts.
 */
const isolate = false
const waiting = { isolate, maxWorkers: cores + 2, sequence: { groupOrder: 0 } }
const quick = { isolate, maxWorkers: cores, sequence: { groupOrder: 1 } }
const browsers = { isolate, maxWorkers: cores + 1, sequence: { groupOrder: 2 } }
const realServers = { isolate, maxWorkers: cores + 2, sequence: { groupOrder: 3 } }

/** Files that wait longest, each for what it is about: they begin first, so that no end waits for one. */
const longest = [
  ...['e2e/in-cluster.real', 'e2e/live.real', 'e2e/late-cluster.real', 'conformance/promql.real'],
  ...['system/faults', 'system/api', 'browser/memory', 'browser/catalog', 'browser/outage'],
].map((name) => path.join(import.meta.dirname, 'test', `${name}.test.ts`))

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    const begin = sorted.filter(({ moduleId }) => longest.includes(moduleId))
    return [...begin, ...sorted.filter((file) => !begin.includes(file))]
  }
}

/** Projects are the suites of `npm test` and `npm run test:real`; scripts/test.ts picks them by name. */
export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        ...shared,
        test: {
          name: 'unit',
          ...quick,
          include: [
            '{contract,server,lab,cli,scripts}/**/*.test.ts',
            'test/{architecture,support,validations}/**/*.test.ts',
            'test/rows.test.ts',
            'bench/**/*.test.ts',
          ],
          exclude: ['**/*.real.test.ts', '**/node_modules/**'],
          setupFiles: ['test/fixed-seed.ts'],
          expect: patient,
          ...limits,
        },
      },
      {
        ...shared,
        test: {
          name: 'ui',
          ...quick,
          include: ['ui/**/*.test.ts', 'ui/**/*.test.tsx'],
          environment: 'jsdom',
          setupFiles: ['ui/test-setup.ts', 'test/fixed-seed.ts'],
          ...limits,
        },
      },
      {
        ...shared,
        test: {
          name: 'system',
          ...waiting,
          retry,
          include: ['test/{system,conformance}/**/*.test.ts'],
          exclude: ['**/*.real.test.ts'],
          expect: patient,
          ...limits,
        },
      },
      {
        ...shared,
        test: {
          name: 'browser',
          ...browsers,
          retry,
          include: ['test/browser/**/*.test.ts'],
          globalSetup: ['test/browser/shared-console.ts'],
          ...limits,
        },
      },
      {
        ...shared,
        test: {
          name: 'real',
          ...realServers,
          retry,
          include: ['test/**/*.real.test.ts'],
          expect: patient,
          testTimeout: 300_000, // the longest waits for two minutes, on a machine that is quiet
          hookTimeout: 300_000,
        },
      },
    ],
  },
})
