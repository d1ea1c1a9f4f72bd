import { parentPort, workerData } from 'node:worker_threads'
import { readText } from './asking.ts'

/**
 * A thread that asks an address again and again, so that what holds the thread of the measurement up
 * is not taken for what holds the console up. Told anything, it says how long each took, in ms.
 */
const everyMs = 4
const url = String(workerData)
let times: number[] = []
parentPort?.on('message', () => {
  parentPort?.postMessage(times)
  times = []
})
async function ask(): Promise<void> {
  const startedAt = performance.now()
  await readText(url)
  times.push(performance.now() - startedAt)
  setTimeout(() => void ask(), everyMs)
}
await ask()
