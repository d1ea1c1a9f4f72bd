import { parentPort } from 'node:worker_threads'
import { ReadingRoom } from './proxies/reading-room.ts'
import { proxyPrograms } from './proxy-programs.ts'
import type { FromWorker, ToWorker } from './proxy-thread.ts'
import type { ReadingQuestion, ReadingReply } from './seams/proxy-reading.ts'

/**
 * The thread that reads what proxies are told: dumps of many megabytes are parsed, cleared of keys
 * and kept here, and only pages of their tables leave it.
 */
const room = new ReadingRoom({ programs: proxyPrograms, mostBytes: 128 * 1024 * 1024 })

parentPort?.on('message', (message: ToWorker) => {
  if (message.type === 'note') {
    room.take(message.note)
    return
  }
  const reply = answerSafely(message.question)
  const answer: FromWorker = { id: message.id, reply }
  const moved = reply.kind === 'document' ? [reply.json.buffer] : []
  parentPort?.postMessage(
    answer,
    moved.filter((buffer) => buffer instanceof ArrayBuffer),
  )
})

/** A dump that is odd in a way that nobody has thought of is no reason to lose all others. */
function answerSafely(question: ReadingQuestion): ReadingReply {
  try {
    return room.answer(question)
  } catch {
    return { kind: 'unreadable', reason: 'it answered something that the console cannot read' }
  }
}
