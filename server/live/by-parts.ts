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
    if (part.done === true) return part.value
    if (performance.now() - begunAt < turnMs) continue
    await letOthers()
    begunAt = performance.now()
  }
}
