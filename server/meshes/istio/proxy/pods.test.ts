import { describe, expect, it } from 'vitest'
import type { PodObject } from '../../../seams/inventory.ts'
import { aPod } from '../../../../test/support/inventory.ts'
import { whyNoProxy } from './pods.ts'

describe('a pod without a proxy', () => {
  it.each<{ desc: string; pod: Partial<PodObject>; expected: RegExp }>([
    { desc: 'has ended', pod: { phase: 'Succeeded' }, expected: /has ended/ },
    {
      desc: 'is served by the proxy of its node',
      pod: { annotations: { 'ambient.istio.io/redirection': 'enabled' } },
      expected: /ztunnel of its node/,
    },
    {
      desc: 'refuses one',
      pod: { labels: { 'sidecar.istio.io/inject': 'false' } },
      expected: /inject=false/,
    },
    { desc: 'was made when nothing asked for one', pod: {}, expected: /when the pod was made/ },
  ])('$desc', ({ pod, expected }) => {
    expect(whyNoProxy(aPod('bookinfo/reviews-v1-a', pod))).toMatch(expected)
  })
})
