import { describe, expect, it } from 'vitest'
import { OwnUseMeter, sampleEveryMs } from './own-use.ts'

describe('what the console takes', () => {
  it('is kept for half an hour, a point each half minute, however often it is asked', () => {
    const meter = new OwnUseMeter()
    const start = 1_000_000
    for (let second = 0; second <= 45 * 60; second += 6) meter.read(start + second * 1000)
    const { points } = meter
    const last = start + 45 * 60_000
    expect(points.every(({ at }) => last - at <= 30 * 60_000)).toBe(true)
    expect(points.length).toBeGreaterThan(50)
    expect(points.length).toBeLessThanOrEqual(121)
    const gaps = points.slice(1).map(({ at }, index) => at - (points[index]?.at ?? 0))
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(sampleEveryMs / 2)
    expect(points.at(-1)?.residentBytes).toBeGreaterThan(1_000_000)
  })

  it('has no figure of the processor before there is a second moment', () => {
    const meter = new OwnUseMeter()
    expect(meter.read(1000).cpuCores).toBeNull()
    expect(meter.read(1000 + sampleEveryMs).cpuCores).toBeGreaterThanOrEqual(0)
  })
})
