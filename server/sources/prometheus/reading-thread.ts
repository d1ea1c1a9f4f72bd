import { Worker } from 'node:worker_threads'
import { ExchangeError, type ExchangeAnswer, type ExchangeAsk } from './exchange.ts'
import type { Reading, ReadingKind, WorkerAsk, WorkerReply } from './readings.ts'

export interface WorkerAnswer {
  readonly answer: ExchangeAnswer
  readonly reading: Reading
}

/** A thread that fetches and reads. It starts with the first ask and ends with `close`. */
export interface ReadingThread {
  /** Throws ExchangeError only. */
  readonly ask: (
    ask: ExchangeAsk,
    reading: ReadingKind,
    signal: AbortSignal,
  ) => Promise<WorkerAnswer>
  readonly close: () => Promise<void>
}

interface Waiting {
  readonly resolve: (answer: WorkerAnswer) => void
  readonly reject: (error: ExchangeError) => void
}

interface Thread {
  readonly worker: Worker
  readonly waiting: Map<number, Waiting>
}

// What is published is JavaScript; the file beside this one has the same ending as this one.
const workerFile = new URL(
  import.meta.url.endsWith('.ts') ? './worker.ts' : './worker.js',
  import.meta.url,
)

/** What it reads stands in buffers; the few objects that it makes need no more room than this. */
const resourceLimits = { maxYoungGenerationSizeMb: 6 }

/**
 * One thread is enough: answers are read as they come in, so that several share it, and a second
 * one took 60 MB and gained nothing over three answers of 36 MB at once.
 */
export function createReadingThread(): ReadingThread {
  let running: Thread | null = null
  let lastId = 0
  let isClosed = false

  const start = (): Thread => {
    const worker = new Worker(workerFile, { name: 'metrics', resourceLimits })
    const thread: Thread = { worker, waiting: new Map() }
    const gone = (detail: string): void => {
      if (running === thread) running = null
      for (const { reject } of thread.waiting.values())
        reject(new ExchangeError(isClosed ? 'aborted' : 'connection', detail))
      thread.waiting.clear()
    }
    worker.on('message', (reply: WorkerReply) => settle(thread, reply))
    worker.on('error', (error: Error) => gone(error.message))
    worker.on('exit', () => gone('the reading thread ended'))
    worker.unref()
    return thread
  }

  return {
    ask: (ask, reading, signal) =>
      new Promise((resolve, reject) => {
        if (isClosed || signal.aborted) {
          reject(new ExchangeError('aborted', 'aborted'))
          return
        }
        const thread = (running ??= start())
        lastId += 1
        const id = lastId
        const abort = (): void => {
          const message: WorkerAsk = { type: 'abort', id }
          thread.worker.postMessage(message)
          settle(thread, { type: 'failure', id, reason: 'aborted', detail: 'aborted' })
        }
        signal.addEventListener('abort', abort, { once: true })
        const done = <T>(settled: (value: T) => void): ((value: T) => void) => {
          return (value) => {
            signal.removeEventListener('abort', abort)
            settled(value)
          }
        }
        thread.waiting.set(id, { resolve: done(resolve), reject: done(reject) })
        // While somebody waits, the thread keeps the process; idle, it does not.
        thread.worker.ref()
        const message: WorkerAsk = { type: 'ask', id, ask, reading }
        thread.worker.postMessage(message)
      }),
    close: async () => {
      isClosed = true
      await running?.worker.terminate()
    },
  }
}

function settle(thread: Thread, reply: WorkerReply): void {
  const waiting = thread.waiting.get(reply.id)
  if (waiting === undefined) return
  thread.waiting.delete(reply.id)
  if (thread.waiting.size === 0) thread.worker.unref()
  if (reply.type === 'answer') waiting.resolve({ answer: reply.answer, reading: reply.reading })
  else waiting.reject(new ExchangeError(reply.reason, reply.detail))
}
