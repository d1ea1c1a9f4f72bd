import { setImmediate as letOthers } from 'node:timers/promises'

/** Nobody else waits much longer than this. */
const turnMs = 15

/**
 * What a generator returns that stops now and then so that others have their turn: requests that came
 * meanwhile are answered in between.
 */
export async function byParts<Result>(
  parts: Generator<undefined, Result, undefined>,
): Promise<Result> {
  let begunAt = performance.now()
  for (;;) {
    const part = parts.next()
    // After the last one, too: what is made of it next may take as long again.
    if (performance.now() - begunAt >= turnMs) {
      await letOthers()
      begunAt = performance.now()
    }
    if (part.done === true) return part.value
  }
}
