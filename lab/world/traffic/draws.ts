import type { Random } from '../random.ts'
import type { Latency } from '../topology.ts'

const normalAt95 = 1.6449

/** A duration in ms. */
export function drawLatency({ p50Ms, p95Ms }: Latency, random: Random): number {
  const sigma = Math.log(Math.max(p95Ms, p50Ms) / p50Ms) / normalAt95
  return p50Ms * Math.exp(sigma * drawNormal(random))
}

function drawNormal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
}

/** 2.3 is two, and in three of ten cases three. */
export function drawCount(mean: number, random: Random): number {
  const whole = Math.floor(mean)
  return whole + (random() < mean - whole ? 1 : 0)
}

/** Around the mean, so that sizes fall into more than one bucket. */
export function drawBytes(mean: number, random: Random): number {
  return Math.max(1, Math.round(mean * (0.75 + random() * 0.5)))
}

export interface Weighted {
  readonly weight: number
}

/** By relative weight; the first when all weights are zero; null of nothing. */
export function drawWeighted<T extends Weighted>(items: readonly T[], random: Random): T | null {
  const [first] = items
  if (first === undefined) return null
  if (items.length === 1) return first
  let rest = random() * items.reduce((sum, { weight }) => sum + weight, 0)
  for (const item of items) {
    if (rest < item.weight) return item
    rest -= item.weight
  }
  return first
}

export function drawOne<T>(items: readonly T[], random: Random): T | null {
  return items[Math.floor(random() * items.length)] ?? null
}

export function drawHex(digits: number, random: Random): string {
  let text = ''
  while (text.length < digits) {
    text += Math.floor(random() * 0x1_0000_0000)
      .toString(16)
      .padStart(8, '0')
  }
  return text.slice(0, digits)
}
