import { describe, expect, it } from 'vitest'
import type { GraphAskInput } from '#contract/graph-ask.ts'
import { explanationSchema } from '#contract/explain.ts'
import { aBase, aContext, anAsk, aViewerOf, type BaseParts } from '../../test/support/graph.ts'
import { someFacts } from '../../test/support/mesh.ts'
import {
  anEnd,
  aRequested,
  aSample,
  aTcpSample,
  nobody,
  noService,
} from '../../test/support/traffic.ts'
import type { TrafficSample } from '../seams/traffic.ts'
import { explainGraph, type ExplainAsk } from './explain.ts'
import type { ProjectContext } from './project.ts'

const edge = {
  source: 'workload:east/bookinfo/productpage-v1',
  target: 'workload:east/bookinfo/reviews-v1',
}

interface Asking extends BaseParts {
  readonly of?: ExplainAsk
  readonly ask?: GraphAskInput
  readonly context?: Partial<ProjectContext>
}

function explain(samples: readonly TrafficSample[], asking: Asking = {}) {
  const { of = edge, ask, context } = asking
  const graphAsk = anAsk({ type: 'workload', open: 'all', ...ask })
  return explainGraph(aBase(samples, asking), { ...graphAsk, ...of }, aContext(context))
}

describe('explainGraph', () => {
  it("shows every reporter's figure, which is used, and why", () => {
    const explanation = explain([
      aSample({ value: 10, flags: 'UF', code: '503' }),
      aSample({ reporter: 'destination', value: 9.9 }),
    ])
    expect(explanationSchema.parse(explanation)).toEqual(explanation)
    expect(explanation.isDrawn).toBe(true)
    expect(explanation.rows).toEqual([
      {
        reporter: 'source',
        isUsed: true,
        reason:
          "within 2 % of the server's: the client's, since it alone knows time-outs; " +
          'code 503 UF (upstream connection failure)',
        protocol: 'http',
        source: 'bookinfo/productpage-v1',
        service: 'bookinfo/reviews',
        destination: 'bookinfo/reviews-v1',
        perSecond: 10,
        promql: 'requests(){reporter="source"}',
      },
      expect.objectContaining({ reporter: 'destination', isUsed: false, perSecond: 9.9 }),
    ])
    expect(explanation.sentences[0]).toBe('http: 10 requests per second, 100% errors.')
  })

  it('says why the bytes of a node proxy are not counted beside requests', () => {
    const { rows } = explain([
      aSample({ value: 10 }),
      aTcpSample({ reporter: 'destination', isNodeProxy: true, value: 900 }),
    ])
    expect(rows.map(({ protocol, isUsed, reason }) => [protocol, isUsed, reason])).toEqual([
      ['http', true, expect.any(String)],
      ['tcp', false, 'the bytes of requests that a proxy which reads them told of'],
    ])
  })

  it.each<{ desc: string; samples: TrafficSample[]; asking: Asking; says: RegExp }>([
    {
      desc: 'nobody reported it',
      samples: [aSample(), aSample({ source: anEnd('bookinfo/details-v1') })],
      asking: { of: { source: edge.target, target: edge.source } },
      says: /No proxy reported such calls in the last 1 min/,
    },
    {
      desc: 'its end is not known',
      samples: [aSample()],
      asking: { of: { ...edge, target: 'workload:east/bookinfo/nobody' } },
      says: /Nothing that you may see is called workload:east\/bookinfo\/nobody/,
    },
    {
      desc: 'rows were dropped',
      samples: [
        aSample({ destination: nobody, service: { ...noService, name: '10.0.0.7', host: null } }),
      ],
      asking: {},
      says: /1 series could not be placed: The callee is a bare address/,
    },
    {
      desc: 'its namespaces are not selected',
      samples: [aSample()],
      asking: { ask: { namespaces: 'shop' } },
      says: /in namespaces that are not selected/,
    },
    {
      desc: 'it is inside a closed namespace',
      samples: [aSample()],
      asking: { ask: { open: 'none' } },
      says: /closed namespace: open east\/bookinfo/,
    },
    {
      desc: 'it is idle',
      samples: [aSample({ value: 0 })],
      asking: {},
      says: /draw idle edges/,
    },
    {
      desc: 'it is a hop around a waypoint',
      samples: [
        aTcpSample({ destination: anEnd('bookinfo/waypoint'), isNodeProxy: true }),
        aSample({ reporter: 'waypoint' }),
      ],
      asking: { of: { ...edge, target: 'workload:east/bookinfo/waypoint' } },
      says: /hops around a waypoint/,
    },
    {
      desc: 'its end has no proxy',
      samples: [aSample(), aSample({ destination: anEnd('bookinfo/db-v1') })],
      asking: {
        of: { source: 'workload:east/bookinfo/db-v1', target: edge.target },
        facts: someFacts({ dataPlaneByWorkload: new Map([['bookinfo/db-v1', 'none']]) }),
      },
      says: /db-v1 has no proxy/,
    },
    {
      desc: 'the window is younger than two scrapes',
      samples: [aSample()],
      asking: {
        of: { source: edge.target, target: edge.source },
        ask: { window: '20s' },
      },
      says: /two scrapes, one every 15 s/,
    },
  ])('says why an edge is missing: $desc', ({ samples, asking, says }) => {
    const explanation = explain(samples, asking)
    expect(explanation.isDrawn).toBe(false)
    expect(explanation.sentences.join(' ')).toMatch(says)
  })

  it('explains a node by all rows about it', () => {
    const explanation = explain([aSample(), aSample({ source: anEnd('bookinfo/details-v1') })], {
      of: { node: edge.target },
    })
    expect(explanation).toMatchObject({ isDrawn: true, subject: edge.target })
    expect(explanation.rows).toHaveLength(2)
  })

  it('tells no name and no query of what the viewer may not see', () => {
    const hidden = aSample({
      source: anEnd('shop/web-v1'),
      service: aRequested('vault/keys'),
      destination: anEnd('vault/keys-v1'),
    })
    const asking = { context: { viewer: aViewerOf('shop') } }
    const node = explain([hidden], { ...asking, of: { node: 'workload:east/shop/web-v1' } })
    expect(node.rows).toMatchObject([
      { destination: 'restricted', service: 'restricted', promql: '' },
    ])
    expect(JSON.stringify(node)).not.toMatch(/vault|keys/)
    const missing = explain([hidden], { ...asking, of: { node: 'workload:east/vault/keys-v1' } })
    expect(missing.rows).toEqual([])
  })
})
