import { spawn } from 'node:child_process'
import { availableParallelism } from 'node:os'
import path from 'node:path'

const root = path.dirname(import.meta.dirname)
const modules = path.join(root, 'node_modules')

interface Check {
  readonly name: string
  readonly script: string
  readonly args: readonly string[]
}

/** On several threads it takes half as much processor again: each checks what others have checked. */
const typesOf = (project: string): readonly string[] => ['-p', project, '--singleThreaded']

/**
 * Linter and compiler are written in Go and live for seconds: to collect garbage before there is much
 * of it takes a quarter of their time.
 */
const withoutCollecting = { GOGC: 'off', GOMEMLIMIT: '2GiB' }

/** The checks that a machine can hold: lint, types, format. Those that take longest are first. */
const checks: readonly Check[] = [
  { name: 'lint', script: 'oxlint/bin/oxlint', args: ['.'] },
  { name: 'types (node)', script: 'typescript/bin/tsc', args: typesOf('tsconfig.node.json') },
  { name: 'types (ui)', script: 'typescript/bin/tsc', args: typesOf('tsconfig.ui.json') },
  { name: 'format', script: 'oxfmt/bin/oxfmt', args: ['--check', '.'] },
]

/**
 * Runs every check, even after one has failed; returns the names of those that failed. Each is one
 * thread, so as many run at a time as the machine has cores; what one says is printed when it ends.
 */
export async function runChecks(): Promise<readonly string[]> {
  const waiting = [...checks]
  const failed: string[] = []
  const work = async (): Promise<void> => {
    for (let check = waiting.shift(); check !== undefined; check = waiting.shift())
      if (!(await runCheck(check))) failed.push(check.name)
  }
  await Promise.all(Array.from({ length: availableParallelism() }, work))
  return failed
}

async function runCheck({ name, script, args }: Check): Promise<boolean> {
  const startedAt = performance.now()
  const child = spawn(process.execPath, [path.join(modules, script), ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...withoutCollecting, ...process.env },
  })
  const output: Buffer[] = []
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => output.push(chunk))
  const status = await new Promise<number | null>((resolve) => child.on('close', resolve))
  process.stdout.write(Buffer.concat(output))
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
  console.log(`${status === 0 ? 'ok  ' : 'FAIL'} ${name} (${seconds} s)`)
  return status === 0
}

if (import.meta.main) {
  const failed = await runChecks()
  for (const name of failed) console.log(`failed check: ${name}`)
  process.exit(failed.length === 0 ? 0 : 1)
}
