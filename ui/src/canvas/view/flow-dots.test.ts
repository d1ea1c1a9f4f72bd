import { describe, expect, it } from 'vitest'
import { anEdge, httpEdge } from '../fixtures/parts.ts'
import { dotsOf } from './flow-dots.ts'

const edge = (errorRatio = 0) => anEdge('a', 'b', httpEdge(10, errorRatio))

describe('dotsOf', () => {
  it('runs more dots, and faster, where there is more traffic', () => {
    const [quiet, busy] = [0.1, 0.9].map((load) => dotsOf({ load, edge: edge() }))
    expect(busy?.count).toBeGreaterThan(quiet?.count ?? NaN)
    expect(busy?.periodMs).toBeLessThan(quiet?.periodMs ?? NaN)
    expect([quiet?.failing, busy?.failing]).toEqual([0, 0])
  })

  it('shows at least one dot of what fails, and nothing where nothing runs', () => {
    expect(dotsOf({ load: 0.2, edge: edge(0.01) })?.failing).toBe(1)
    expect(dotsOf({ load: 1, edge: edge(0.5) })?.failing).toBe(3)
    expect(dotsOf({ load: 0, edge: edge() })).toBeNull()
  })
})
