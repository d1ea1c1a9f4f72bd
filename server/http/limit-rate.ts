import { LRUCache } from 'lru-cache'
import { AppError } from '../errors.ts'

const minuteMs = 60_000

export interface RateLimit {
  /** Counts one for a name; throws AppError tooMany when it is one too many in a minute. */
  readonly count: (name: string) => void
}

/** So many a minute for each name, counted from the first of them. */
export function createRateLimit(perMinute: number): RateLimit {
  const counts = new LRUCache<string, { count: number }>({ max: 10_000, ttl: minuteMs })
  return {
    count: (name) => {
      const known = counts.get(name) ?? { count: 0 }
      known.count += 1
      if (known.count === 1) counts.set(name, known)
      if (known.count <= perMinute) return
      throw new AppError('tooMany', `More than ${perMinute} of these in a minute: wait a little.`)
    },
  }
}
