import { describe, expect, it } from 'vitest'
import { smallMesh } from '../../../../../test-support/small-mesh.ts'
import { showGraph } from '../../use-shown.ts'
import { defaultView } from '../../url.ts'
import { facetGroups, hasAlternative, toggleAlternative } from './facets.ts'

describe('facetGroups', () => {
  it('counts what the picture has of each', () => {
    const amounts = facetGroups(smallMesh()).map(({ title, facets }) => [
      title,
      facets.map(({ word, amount }) => `${word} ${amount}`).join(', '),
    ])
    expect(Object.fromEntries(amounts)).toEqual({
      Health: 'Failure 1, Degraded 1, Not ready 1, Healthy 2, No health data 4',
      mTLS: 'All of it 1, Some of it 1, Unknown 3',
      Protocol: 'gRPC 1, HTTP 2, mongo 1, TCP 1',
      'Flags of responses': 'UF 1, UH · No healthy upstream 2, URX 1',
      'What it is':
        'Where traffic starts 2, Idle 1, Without workload 1, Out of mesh 1, Ambient 1, Gateway 1, ' +
        'Host added by configuration 1, With members outside 1, Circuit breaker 1, ' +
        'Faults injected 1, Split by weight 1, Mirrored 1, With time-out 1',
      Namespace: 'data 2, edge 1, shop 3',
    })
  })

  it('finds by each as many as it counts', () => {
    const graph = smallMesh()
    for (const { facets } of facetGroups(graph)) {
      for (const { expression, amount } of facets) {
        const { found } = showGraph(graph, { ...defaultView, find: expression })
        expect({ expression, amount: found?.size }).toEqual({ expression, amount })
      }
    }
  })

  it('has no group without a choice', () => {
    const empty = { ...smallMesh(), nodes: [], edges: [] }
    expect(facetGroups(empty)).toEqual([])
  })
})

describe('toggleAlternative', () => {
  it.each([
    { text: null, criterion: 'idle', after: 'idle' },
    { text: 'idle', criterion: 'idle', after: null },
    { text: 'rt > 5', criterion: 'idle', after: 'rt > 5 or idle' },
    { text: 'rt > 5 or is idle', criterion: 'idle', after: 'rt > 5' },
    { text: 'ns=shop or idle or !om', criterion: 'namespace = shop', after: 'idle or !om' },
    { text: 'a and b', criterion: 'idle', after: 'a and b or idle' },
    { text: '(idle or dead)', criterion: 'idle', after: '(idle or dead) or idle' },
    { text: '(idle) or dead', criterion: 'idle', after: 'dead' },
    {
      text: 'idle or %mtls > 0 and %mtls < 100',
      criterion: '%mtls > 0 and %mtls < 100',
      after: 'idle',
    },
    { text: 'not readable =', criterion: 'idle', after: 'idle' },
  ])('makes of "$text" with $criterion: $after', ({ text, criterion, after }) => {
    expect(toggleAlternative(text, criterion)).toBe(after)
    const had = hasAlternative(text, criterion)
    expect(hasAlternative(after, criterion)).toBe(!had)
  })
})
