import { spawn } from 'node:child_process'
import path from 'node:path'

const main = path.resolve(import.meta.dirname, '../../server/main.ts')

export interface ServedConsole {
  readonly url: string
  /** All that it has printed so far, its log too. */
  readonly output: () => string
  /** Ends it as a kubelet would, and resolves when it has ended. */
  readonly stop: () => Promise<void>
}

/**
 * The console as deploy/Dockerfile starts it, a process of its own on a free port. Rejects with what
 * it printed when it ends before it has said its address.
 */
export function startServer(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<ServedConsole> {
  const child = spawn(process.execPath, [main, '--port', '0', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  })
  let output = ''
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()))
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM')
    await ended
  }
  return new Promise((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString()
      const url = /^Alidade: (\S+)$/m.exec(output)?.[1]
      if (url !== undefined) resolve({ url, output: () => output, stop })
    })
    void ended.then(() => reject(new Error(`The console ended:\n${output}`)))
  })
}
