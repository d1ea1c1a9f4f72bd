import { randomFrom } from '../random.ts'
import { drawHex } from './draws.ts'

/** A request that a proxy has seen: a number until somebody wants to read it. */
export type RequestId = number

/** Numbers requests from a place of its own for each seed. */
export function requestIds(seed: number): () => RequestId {
  let next = (seed & 0xfffff) * 0x1_0000_0000
  return () => next++
}

/** The UUID that Envoy would have given it. */
export function requestIdText(id: RequestId): string {
  const seed = Math.imul(Math.floor(id / 0x1_0000_0000) + 1, 0x9e3779b9) ^ (id >>> 0)
  const hex = drawHex(32, randomFrom(seed))
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-9${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`
}
