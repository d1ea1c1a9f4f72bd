import type { LayoutInput, Positions } from './layout-input.ts'
import type { LayoutAnswer } from './layout-worker.ts'

/** Lays graphs out, one at a time: a newer question makes the answer to the older one null. */
export interface LayoutRunner {
  run: (input: LayoutInput) => Promise<Positions | null>
  stop: () => void
}

/** Off the main thread. A question that nobody waits for any more costs no more time. */
export function createWorkerRunner(): LayoutRunner {
  let worker: Worker | null = null
  let dropWaiting: (() => void) | null = null

  const drop = (): void => {
    if (dropWaiting === null) return
    worker?.terminate()
    worker = null
    dropWaiting()
    dropWaiting = null
  }

  return {
    run: (input) => {
      drop()
      worker ??= new Worker(new URL('./layout-worker.ts', import.meta.url), { type: 'module' })
      const at = worker
      return new Promise((resolve) => {
        dropWaiting = () => resolve(null)
        at.onmessage = (event: MessageEvent<LayoutAnswer>) => {
          dropWaiting = null
          resolve(event.data.positions)
        }
        // A worker may be forbidden by a proxy's policy: better a page that stalls than no picture.
        at.onerror = () => {
          dropWaiting = null
          worker = null
          resolve(createDirectRunner().run(input))
        }
        at.postMessage(input)
      })
    },
    stop: () => {
      drop()
      worker?.terminate()
      worker = null
    },
  }
}

/** On the thread that asks, where workers are not to be had. The code comes when it is needed. */
export function createDirectRunner(): LayoutRunner {
  return {
    run: async (input) => (await import('./layout-graph.ts')).layoutGraph(input),
    stop: () => undefined,
  }
}
