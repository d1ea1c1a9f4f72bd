import { spawn, type ChildProcess } from 'node:child_process'
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { findCommand } from './commands.ts'

export interface ServerProcessSpec {
  readonly name: string
  readonly command: string
  readonly args: readonly string[]
  /** Beside those of this process. */
  readonly env?: Readonly<Record<string, string>>
  /** Both output streams are appended here: a server never blocks on a pipe that nobody reads. */
  readonly logFile: string
  /** Whether it answers; asked again and again until it does. A rejection means not yet. */
  readonly isReady: () => Promise<boolean>
  readonly readyWithinSeconds: number
  /** How long it may take to end by itself before it is killed; 10 unless told. */
  readonly stopWithinSeconds?: number
}

/**
 * For servers written in Go, which live for seconds beside others, on a machine with memory to spare
 * and few cores: they collect no garbage before they hold this much.
 */
export const briefGo = { GOGC: 'off', GOMEMLIMIT: '800MiB', GOMAXPROCS: '1' }

const running = new Set<ChildProcess>()
const pollEveryMs = 50

process.once('exit', () => running.forEach((child) => child.kill('SIGKILL')))

/**
 * A server in a process of its own, which can be started and stopped any number of times.
 *
 * It does not outlive us: it is killed when we exit, and on Linux by the kernel when we are killed.
 */
export class ServerProcess {
  readonly #spec: ServerProcessSpec
  #child: ChildProcess | null = null

  constructor(spec: ServerProcessSpec) {
    this.#spec = spec
  }

  /**
   * Resolves when the server is ready. Throws, with the last lines it wrote, when it ends or is not
   * ready in time; it is not left running then.
   */
  async start(): Promise<void> {
    if (this.#child !== null) throw new Error(`${this.#spec.name} is running already`)
    const child = this.#spawn()
    this.#child = child
    try {
      await this.#untilReady(child)
    } catch (error) {
      await this.stop()
      throw error
    }
  }

  /** Resolves when the process has ended; asking it twice, or before the start, does no harm. */
  async stop(): Promise<void> {
    const child = this.#child
    this.#child = null
    if (child === null || hasEnded(child)) return
    child.ref()
    const ended = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGTERM')
    const timer = setTimeout(
      () => child.kill('SIGKILL'),
      (this.#spec.stopWithinSeconds ?? 10) * 1000,
    )
    await ended
    clearTimeout(timer)
  }

  async restart(): Promise<void> {
    await this.stop()
    await this.start()
  }

  #spawn(): ChildProcess {
    const { command, args, env, logFile } = this.#spec
    const log = openSync(logFile, 'a')
    try {
      const child = spawn(...diesWithUs(command, args), {
        stdio: ['ignore', log, log],
        env: { ...process.env, ...env },
      })
      running.add(child)
      child.once('exit', () => running.delete(child))
      child.once('error', () => running.delete(child))
      child.unref()
      return child
    } finally {
      closeSync(log)
    }
  }

  async #untilReady(child: ChildProcess): Promise<void> {
    const { name, isReady, readyWithinSeconds } = this.#spec
    const deadlineAt = Date.now() + readyWithinSeconds * 1000
    while (Date.now() < deadlineAt) {
      if (hasEnded(child)) throw new Error(`${name} ended at its start:\n${this.#lastLines()}`)
      if (await isReady().catch(() => false)) return
      await sleep(pollEveryMs)
    }
    throw new Error(`${name} was not ready in ${readyWithinSeconds} s:\n${this.#lastLines()}`)
  }

  #lastLines(): string {
    const { logFile } = this.#spec
    const text = existsSync(logFile) ? readFileSync(logFile, 'utf8') : ''
    return text.trim().split('\n').slice(-20).join('\n')
  }
}

/** Whether a GET of the URL is answered with a 2xx within two seconds; never throws. */
export async function answersOk(url: string): Promise<boolean> {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(2000) })
    await answer.arrayBuffer()
    return answer.ok
  } catch {
    return false
  }
}

function hasEnded(child: ChildProcess): boolean {
  // No pid: the command could not be started at all.
  return child.pid === undefined || child.exitCode !== null || child.signalCode !== null
}

/** Exit handlers do not run when a test runner kills its worker; setpriv asks the kernel to do it. */
function diesWithUs(command: string, args: readonly string[]): [string, string[]] {
  const setpriv = process.platform === 'linux' ? findCommand('setpriv') : null
  if (setpriv === null) return [command, [...args]]
  return [setpriv, ['--pdeathsig', 'KILL', command, ...args]]
}
