import { spawnSync } from 'node:child_process'
import path from 'node:path'

const root = path.dirname(import.meta.dirname)
const modules = path.join(root, 'node_modules')

/** The three checks that a machine can hold: types, lint, format. */
export const checks = [
  { name: 'types (node)', script: 'typescript/bin/tsc', args: ['-p', 'tsconfig.node.json'] },
  { name: 'types (ui)', script: 'typescript/bin/tsc', args: ['-p', 'tsconfig.ui.json'] },
  {
    name: 'lint',
    script: 'eslint/bin/eslint.js',
    args: [
      '.',
      '--max-warnings',
      '0',
      '--cache',
      '--cache-location',
      'node_modules/.cache/eslint/',
    ],
  },
  {
    name: 'format',
    script: 'prettier/bin/prettier.cjs',
    args: ['--check', '--log-level', 'warn', '--cache', '.'],
  },
] as const

/** Runs every check, even after one has failed; returns the names of those that failed. */
export function runChecks(): readonly string[] {
  return checks
    .filter(({ name, script, args }) => {
      const startedAt = performance.now()
      const done = spawnSync(process.execPath, [path.join(modules, script), ...args], {
        cwd: root,
        stdio: 'inherit',
      })
      const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
      console.log(`${done.status === 0 ? 'ok  ' : 'FAIL'} ${name} (${seconds} s)`)
      return done.status !== 0
    })
    .map(({ name }) => name)
}

if (import.meta.main) process.exit(runChecks().length === 0 ? 0 : 1)
