import { Worker } from 'node:worker_threads'
import { ExchangeError, type ExchangeAnswer, type ExchangeAsk } from './exchange.ts'
import type { Reading, ReadingKind, WorkerAsk, WorkerReply } from './readings.ts'

export interface WorkerAnswer {
  readonly answer: ExchangeAnswer
  readonly reading: Reading
}

/** Threads that fetch and read. They start with the first ask and end with `close`. */
export interface Workers {
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

/** A second thread pays only when a big answer is being read while the next one comes in. */
const mostThreads = 2

// What is published is JavaScript; the file beside this one has the same ending as this one.
const workerFile = new URL(
  import.meta.url.endsWith('.ts') ? './worker.ts' : './worker.js',
  import.meta.url,
)

export function createWorkers(): Workers {
  const threads: Thread[] = []
  let lastId = 0
  let isClosed = false

  const start = (): Thread => {
    const worker = new Worker(workerFile, { stdin: false, name: 'metrics' })
    const thread: Thread = { worker, waiting: new Map() }
    const gone = (detail: string): void => {
      const place = threads.indexOf(thread)
      if (place >= 0) threads.splice(place, 1)
      for (const { reject } of thread.waiting.values())
        reject(new ExchangeError(isClosed ? 'aborted' : 'connection', detail))
      thread.waiting.clear()
    }
    worker.on('message', (reply: WorkerReply) => settle(thread, reply))
    worker.on('error', (error: Error) => gone(error.message))
    worker.on('exit', () => gone('the reading thread ended'))
    worker.unref()
    threads.push(thread)
    return thread
  }

  const pick = (): Thread => {
    const idlest = threads.toSorted((a, b) => a.waiting.size - b.waiting.size)[0]
    if (idlest === undefined) return start()
    return idlest.waiting.size > 0 && threads.length < mostThreads ? start() : idlest
  }

  return {
    ask: (ask, reading, signal) =>
      new Promise((resolve, reject) => {
        if (isClosed || signal.aborted) {
          reject(new ExchangeError('aborted', 'aborted'))
          return
        }
        const thread = pick()
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
      await Promise.all(threads.map(({ worker }) => worker.terminate()))
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
