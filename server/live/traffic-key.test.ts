import { describe, expect, it } from 'vitest'
import { anAsk } from '../../test/support/graph.ts'
import { trafficKeyOf } from './traffic-key.ts'

describe('trafficKeyOf', () => {
  it('names namespaces as the telemetry does, whether they were written with their cluster or not', () => {
    const ask = anAsk({ namespaces: 'west/shop,east/shop,pay' })
    expect(trafficKeyOf(ask, true)).toEqual({ windowSeconds: 60, namespaces: ['pay', 'shop'] })
  })

  it('names none while the mesh fits the budget, or where none were chosen', () => {
    expect(trafficKeyOf(anAsk({ namespaces: 'shop' }), false).namespaces).toBeNull()
    expect(trafficKeyOf(anAsk(), true).namespaces).toBeNull()
  })
})
