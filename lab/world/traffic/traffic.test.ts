import { describe, expect, it } from 'vitest'
import type { KubeObject } from '../../seams.ts'
import { aRoot, aService, aWorkload, httpCall } from '../building.ts'
import { defaultTopology } from '../default-world.ts'
import { buildObjects } from '../objects.ts'
import type { Topology, WorldWorkload } from '../topology.ts'
import { anObject, codeAndFlags, fromClient, fromServer, run, shares, shop } from './fixtures.ts'
import { unsimulatedFields } from './unsimulated.ts'

describe('the clock', () => {
  it('sends as many requests as the roots say', () => {
    expect(fromClient(run({ seconds: 60 }))).toHaveLength(600)
  })

  it('sums the ledger to what the client reported', () => {
    const outcome = run({ seconds: 60 })
    const requests = outcome.ledger.reduce((sum, entry) => sum + entry.requests, 0)
    const bytes = outcome.ledger.reduce((sum, entry) => sum + entry.sentBytes, 0)
    expect(requests).toBe(600)
    expect(bytes).toBe(fromClient(outcome).reduce((sum, report) => sum + report.requestBytes, 0))
    expect(outcome.ledger[0]).toMatchObject({
      sourceNamespace: 'shop',
      sourceWorkload: 'web-v1',
      service: 'api.shop.svc.cluster.local',
      protocol: 'http',
      responseCode: '200',
      flags: '-',
      isMtls: true,
    })
  })
})

describe('pods', () => {
  it('are what can answer: none are left of what was scaled to zero', () => {
    const outcome = run({ objects: podsOf('web-v1', 'api-v1', 'api-v2'), later: podsOf('web-v1') })
    expect(shares(fromClient(outcome), codeAndFlags)).toEqual({ '200 -': 0.5, '503 UH': 0.5 })
    expect(outcome.forgotten.toSorted()).toEqual(['api-v1-7d9f-x2x4z', 'api-v2-7d9f-x2x4z'])
  })

  it('send nothing when the root itself is gone', () => {
    expect(run({ objects: podsOf('api-v1') }).reports).toEqual([])
  })

  it('do not answer before they are ready', () => {
    const objects = [...podsOf('web-v1', 'api-v1'), ...podsOf('api-v2').map(unready)]
    const versions = shares(
      fromClient(run({ objects })),
      (r) => r.destination?.workload.version ?? '',
    )
    expect(versions).toEqual({ v1: 1 })
  })

  it('are in the mesh when they have a proxy, whatever was planned', () => {
    const [web, ...others] = podsOf('web-v1', 'api-v1')
    const bare = { ...web, spec: { containers: [{ name: 'web' }] } } as KubeObject
    const outcome = run({ objects: [bare, ...others] })
    expect(fromClient(outcome)).toEqual([])
    expect(fromServer(outcome)[0]).toMatchObject({ source: null, isMtls: false })
  })

  function podsOf(...workloads: readonly string[]): readonly KubeObject[] {
    return workloads.map((workload) => {
      const [app = '', version = ''] = workload.split('-')
      const pod = anObject('Pod', `${workload}-7d9f-x2x4z`, {
        containers: [{ name: app }, { name: 'istio-proxy' }],
      })
      return {
        ...pod,
        metadata: { ...pod.metadata, labels: { app, version } },
        status: { phase: 'Running', podIP: '10.0.0.1' },
      }
    })
  }

  function unready(pod: KubeObject): KubeObject {
    return {
      ...pod,
      status: { phase: 'Running', conditions: [{ type: 'Ready', status: 'False' }] },
    }
  }
})

describe('gateways', () => {
  const gateway = aWorkload({
    namespace: 'istio-system',
    app: 'istio-ingressgateway',
    version: '',
    proxy: 'gateway',
  })
  const topology: Topology = {
    ...shop({ workloads: [gateway] }),
    roots: [
      aRoot({
        from: 'istio-system/istio-ingressgateway',
        call: httpCall('shop.example.com', '/items', { port: 80 }),
        requestsPerSecond: 10,
      }),
    ],
  }
  const entrance = anObject('Gateway', 'entrance', {
    selector: { istio: 'ingressgateway' },
    servers: [{ port: { number: 80 }, hosts: ['*.example.com'] }],
  })
  const binding = anObject('VirtualService', 'entrance', {
    hosts: ['shop.example.com'],
    gateways: ['entrance'],
    http: [{ route: [{ destination: { host: 'api', port: { number: 8000 } } }] }],
  })

  it('take what their Gateways and routes name; a few callers hang up', () => {
    const outcome = run({ topology, objects: [entrance, binding], seconds: 300 })
    const ends = shares(fromClient(outcome), codeAndFlags)
    expect(ends['200 -']).toBeGreaterThan(0.98)
    expect(ends['0 DC']).toBeGreaterThan(0)
    expect(fromClient(outcome)[0]).toMatchObject({ service: { name: 'api', port: 8000 } })
    expect(fromServer(outcome)[0]?.source?.workload.name).toBe('istio-ingressgateway')
  })

  it.each([
    { desc: 'without a Gateway', objects: [binding] },
    { desc: 'without a route', objects: [entrance] },
  ])('have no route $desc', ({ objects }) => {
    const ends = shares(fromClient(run({ topology, objects })), codeAndFlags)
    expect(ends).toEqual({ '404 NR': 1 })
  })
})

describe('ambient', () => {
  const ztunnel = { proxy: 'ztunnel' } as const
  const waypoint = aWorkload({
    namespace: 'shop',
    app: 'waypoint',
    version: '',
    name: 'waypoint',
    proxy: 'waypoint',
  })

  it('tells of connections only, and the ledger of bytes', () => {
    const outcome = run({ topology: shop({ web: ztunnel, api: ztunnel }), seconds: 10 })
    expect(shares(outcome.reports, ({ seat, protocol }) => `${seat} ${protocol}`)).toEqual({
      'l4-client tcp': 0.5,
      'l4-server tcp': 0.5,
    })
    expect(outcome.reports[0]?.reporter.workload.name).toBe('ztunnel')
    expect(new Set(outcome.ledger.map(({ protocol }) => protocol))).toEqual(new Set(['tcp']))
  })

  it('passes the waypoint of a Service: two rows of bytes and one of requests', () => {
    const topology = shop({ web: ztunnel, api: ztunnel, workloads: [waypoint] })
    const service = {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'api', namespace: 'shop', labels: { 'istio.io/use-waypoint': 'waypoint' } },
      spec: { selector: { app: 'api' }, ports: [{ port: 8000 }] },
    }
    const { reports, ledger } = run({ topology, objects: [service], seconds: 10 })
    const rows = reports.map(
      (r) =>
        `${r.seat} ${r.source?.workload.app ?? ''}→${r.destination?.workload.app ?? ''} ${r.service.name} ${r.protocol}`,
    )
    expect([...new Set(rows)].toSorted()).toEqual([
      'l4-client web→waypoint api tcp',
      'l4-server waypoint→api api tcp',
      'waypoint web→api api http',
    ])
    expect(ledger.reduce((sum, entry) => sum + entry.requests, 0)).toBe(100)
  })
})

describe('traces', () => {
  const chain: Topology = {
    ...shop({
      api: { calls: [httpCall('db', '/rows')] },
      workloads: [aWorkload({ namespace: 'shop', app: 'db' })],
    }),
    services: ['web', 'api', 'db'].map((name) => aService('shop', name)),
  }
  const shapeOf = (topology: Topology): unknown => {
    const [spans = []] = run({ topology, seconds: 1, traceRatio: 1 }).traces
    const byId = new Map(spans.map((span) => [span.spanId, span]))
    return spans
      .map(({ serviceName, kind, parentSpanId }) => {
        const parent = byId.get(parentSpanId ?? '')
        return `${serviceName} ${kind} < ${parent === undefined ? String(parentSpanId) : `${parent.serviceName} ${parent.kind}`}`
      })
      .toSorted()
  }

  it('have a client and a server span for each hop, one below the other', () => {
    expect(shapeOf(chain)).toEqual([
      'api.shop client < api.shop server',
      'api.shop server < web.shop client',
      'db.shop server < api.shop client',
      'web.shop client < null',
    ])
  })

  it('are torn by an application that does not pass the headers on', () => {
    const workloads = chain.workloads.map((workload): WorldWorkload =>
      workload.app === 'api' ? { ...workload, passesHeadersOn: false } : workload,
    )
    const { traces } = run({ topology: { ...chain, workloads }, seconds: 1, traceRatio: 1 })
    expect(new Set(traces.map((spans) => spans.length))).toEqual(new Set([2]))
  })

  it('are no more than ten a second, and change no traffic', () => {
    expect(run({ seconds: 4, traceRatio: 1 }).traces.length).toBeLessThanOrEqual(40)
    expect(run({ seconds: 4, traceRatio: 1 }).reports).toEqual(run({ seconds: 4 }).reports)
  })
})

describe('the default world', () => {
  const objects = buildObjects(defaultTopology)
  const { reports, ledger } = run({ topology: defaultTopology, objects, seconds: 60 })

  it('sends about 200 requests a second, each told by both ends where both have proxies', () => {
    const perSecond = ledger.reduce((sum, entry) => sum + entry.requests, 0) / 60
    expect(perSecond).toBeGreaterThan(120)
    expect(perSecond).toBeLessThan(300)
  })

  it('has all that the pages are there to show', () => {
    const seen = new Set(reports.map(codeAndFlags))
    for (const end of ['200 -', '200 DI', '504 UT', '0 DC', '503 -', '429 -'])
      expect(seen).toContain(end)
    expect(new Set(reports.map(({ service }) => service.kind))).toContain('passthrough')
    expect(reports.some(({ grpcStatus }) => grpcStatus === 13)).toBe(true)
  })

  it('is obeyed to the letter', () => {
    // Nobody calls the specimens of what is broken.
    const called = objects.filter(({ metadata }) => !/^broken/.test(metadata.namespace ?? ''))
    expect(unsimulatedFields(called)).toEqual([])
  })
})

describe('unsimulatedFields', () => {
  it('names what is not obeyed, by object', () => {
    const objects = [
      anObject('VirtualService', 'api', {
        hosts: ['api'],
        http: [{ corsPolicy: { maxAge: '1s' }, timeout: '1s' }],
      }),
      anObject('DestinationRule', 'api', {
        host: 'api',
        trafficPolicy: { loadBalancer: { simple: 'RANDOM' }, tls: { mode: 'DISABLE' } },
      }),
      anObject('EnvoyFilter', 'raw', { configPatches: [] }),
      anObject('VirtualService', 'fine', { hosts: ['fine'] }),
    ]
    expect(unsimulatedFields(objects)).toEqual([
      {
        kind: 'VirtualService',
        namespace: 'shop',
        name: 'api',
        fields: ['http.corsPolicy.maxAge'],
      },
      {
        kind: 'DestinationRule',
        namespace: 'shop',
        name: 'api',
        fields: ['trafficPolicy.loadBalancer.simple'],
      },
      { kind: 'EnvoyFilter', namespace: 'shop', name: 'raw', fields: ['*'] },
    ])
  })
})
