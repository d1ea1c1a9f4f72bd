import { parentPort } from 'node:worker_threads'
import { createExchange, ExchangeError } from './exchange.ts'
import {
  createReader,
  transferables,
  type Reader,
  type WorkerAsk,
  type WorkerReply,
} from './readings.ts'

/**
 * The thread that fetches answers of the metric store and reads them, so that an answer of any
 * size leaves the thread that serves people alone.
 */
const exchange = createExchange()
const running = new Map<number, AbortController>()

async function serve(message: Extract<WorkerAsk, { type: 'ask' }>): Promise<void> {
  const { id, ask, reading: kind } = message
  const abort = new AbortController()
  running.set(id, abort)
  const readers: Reader[] = []
  try {
    const answer = await exchange.run(
      ask,
      ({ httpStatus }) => {
        const reader = createReader(kind, httpStatus)
        readers.push(reader)
        return reader.take
      },
      abort.signal,
    )
    const [reader = createReader(kind, answer.httpStatus)] = readers
    const reading = reader.end()
    const reply: WorkerReply = { type: 'answer', id, answer, reading }
    parentPort?.postMessage(reply, transferables(reading))
  } catch (error) {
    const reason = error instanceof ExchangeError ? error.reason : 'connection'
    const detail = error instanceof Error ? error.message : 'unknown'
    const reply: WorkerReply = { type: 'failure', id, reason, detail }
    parentPort?.postMessage(reply)
  } finally {
    running.delete(id)
  }
}

parentPort?.on('message', (message: WorkerAsk) => {
  if (message.type === 'abort') running.get(message.id)?.abort()
  else void serve(message)
})
