import { spawn, type ChildProcess } from 'node:child_process'
import path from 'node:path'

const root = path.resolve(import.meta.dirname, '../..')

export interface ConsoleProcess {
  readonly url: string
  readonly child: ChildProcess
  readonly output: () => string // all that it has printed so far
  readonly stop: () => Promise<number | null> // resolves with the exit code
}

export interface FailedStart {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

const hasEnded = (child: ChildProcess): boolean =>
  child.exitCode !== null || child.signalCode !== null

/**
 * What `npm start` runs, as a process of its own, on a free port. Resolves when it has printed its
 * address; rejects with what it printed when it ends before that.
 */
export function startConsoleProcess(args: readonly string[] = []): Promise<ConsoleProcess> {
  const child = spawn(
    process.execPath,
    [path.join(root, 'scripts/start.ts'), '--port', '0', ...args],
    { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, NODE_ENV: 'test' } },
  )
  let stdout = ''
  let stderr = ''
  child.stderr.on('data', (chunk: Buffer) => void (stderr += chunk.toString()))
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  const stop = async (): Promise<number | null> => {
    if (!hasEnded(child)) child.kill('SIGTERM')
    return await ended
  }
  return new Promise((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      stdout += chunk.toString()
      const url = /^Alidade: (\S+)$/m.exec(stdout)?.[1]
      if (url !== undefined) resolve({ url, child, output: () => stdout + stderr, stop })
    })
    void ended.then((code) =>
      reject(new Error(`The console ended with code ${String(code)}:\n${stdout}${stderr}`)),
    )
  })
}

/** Runs what `npm start` runs with arguments that cannot work, until it ends. */
export function runFailingConsole(args: readonly string[]): Promise<FailedStart> {
  const child = spawn(process.execPath, [path.join(root, 'scripts/start.ts'), ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let stdout = ''
  let stderr = ''
  child.stdout.on('data', (chunk: Buffer) => void (stdout += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => void (stderr += chunk.toString()))
  return new Promise((resolve) => {
    child.once('close', (code) => resolve({ code, stdout, stderr }))
  })
}
