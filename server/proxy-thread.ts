import { Worker } from 'node:worker_threads'
import { AppError } from './errors.ts'
import type {
  ProxyReading,
  ReadingNote,
  ReadingQuestion,
  ReadingReply,
} from './seams/proxy-reading.ts'

/** Messages between the thread that serves and the one that reads. */
export type ToWorker =
  | { readonly type: 'note'; readonly note: ReadingNote }
  | { readonly type: 'question'; readonly id: number; readonly question: ReadingQuestion }

export interface FromWorker {
  readonly id: number
  readonly reply: ReadingReply
}

interface Waiting {
  readonly resolve: (reply: ReadingReply) => void
  readonly reject: (error: AppError) => void
}

interface Thread {
  readonly worker: Worker
  readonly waiting: Map<number, Waiting>
}

// What is published is JavaScript; the file beside this one has the same ending as this one.
const workerFile = new URL(
  import.meta.url.endsWith('.ts') ? './proxy-worker.ts' : './proxy-worker.js',
  import.meta.url,
)

/** What reading one dump of the largest size may take, twice. */
const mostHeapMb = 1024

/**
 * The thread for proxies' answers. It starts when the first is read; when it breaks, whoever waits
 * is told so, and the next answer starts another. Idle, it does not keep the process.
 */
export function createProxyThread(): ProxyReading {
  let running: Thread | null = null
  let lastId = 0

  const start = (): Thread => {
    const worker = new Worker(workerFile, {
      name: 'proxies',
      resourceLimits: { maxOldGenerationSizeMb: mostHeapMb },
    })
    const thread: Thread = { worker, waiting: new Map() }
    const gone = (detail: string): void => {
      if (running === thread) running = null
      for (const { reject } of thread.waiting.values())
        reject(
          new AppError(
            'unavailable',
            `What the proxy is told could not be read (${detail}): it is larger than the console has memory for, or is odd in a way that it does not know.`,
          ),
        )
      thread.waiting.clear()
    }
    worker.on('message', (message: FromWorker) => settle(thread, message))
    worker.on('error', (error: Error) => gone(error.message))
    worker.on('exit', () => gone('its thread ended'))
    worker.unref()
    return thread
  }

  return {
    tell: (note) => {
      const { worker } = (running ??= start())
      if (note.op === 'cancel') {
        const message: ToWorker = { type: 'note', note }
        worker.postMessage(message)
        return
      }
      // A piece is often a part of a larger buffer, all of which would change threads with it.
      const piece = new Uint8Array(note.piece)
      const message: ToWorker = { type: 'note', note: { ...note, piece } }
      worker.postMessage(message, [piece.buffer])
    },
    ask: (question) =>
      new Promise((resolve, reject) => {
        const thread = (running ??= start())
        lastId += 1
        thread.waiting.set(lastId, { resolve, reject })
        // While somebody waits, the thread keeps the process.
        thread.worker.ref()
        const message: ToWorker = { type: 'question', id: lastId, question }
        thread.worker.postMessage(message)
      }),
  }
}

function settle(thread: Thread, { id, reply }: FromWorker): void {
  const waiting = thread.waiting.get(id)
  thread.waiting.delete(id)
  if (thread.waiting.size === 0) thread.worker.unref()
  waiting?.resolve(reply)
}
