import { describe, expect, it } from 'vitest'
import type { KubeObject } from '../../seams.ts'
import { tcpCall, tcpPort } from '../building.ts'
import type { ProxyKind } from '../topology.ts'
import { anObject, codeAndFlags, fromClient, fromServer, run, shares, shop } from './fixtures.ts'

const webPrincipal = 'cluster.local/ns/shop/sa/web'

function peerAuthentication(
  mode: string,
  fields: Readonly<Record<string, unknown>> = {},
): KubeObject {
  return anObject('PeerAuthentication', `peer-${mode}`, { mtls: { mode }, ...fields })
}

function inRoot(object: KubeObject): KubeObject {
  return { ...object, metadata: { ...object.metadata, namespace: 'istio-system' } }
}

const forApi = { selector: { matchLabels: { app: 'api' } } }

interface TlsCase {
  readonly desc: string
  readonly proxy: ProxyKind // the client's
  readonly objects: readonly KubeObject[]
  readonly passes: boolean
  readonly isMtls?: boolean
}

const tlsCases: readonly TlsCase[] = [
  {
    desc: 'sidecars agree on mutual TLS',
    proxy: 'sidecar',
    objects: [],
    passes: true,
    isMtls: true,
  },
  { desc: 'plain text is let in', proxy: 'none', objects: [], passes: true, isMtls: false },
  {
    desc: 'STRICT refuses plain text',
    proxy: 'none',
    objects: [peerAuthentication('STRICT')],
    passes: false,
  },
  {
    desc: 'STRICT of the mesh does',
    proxy: 'none',
    objects: [inRoot(peerAuthentication('STRICT'))],
    passes: false,
  },
  {
    desc: 'a namespace outweighs the mesh',
    proxy: 'none',
    objects: [inRoot(peerAuthentication('STRICT')), peerAuthentication('PERMISSIVE')],
    passes: true,
    isMtls: false,
  },
  {
    desc: 'a workload outweighs its namespace',
    proxy: 'none',
    objects: [peerAuthentication('PERMISSIVE'), peerAuthentication('STRICT', forApi)],
    passes: false,
  },
  {
    desc: 'a port outweighs its workload',
    proxy: 'none',
    objects: [
      peerAuthentication('STRICT', { ...forApi, portLevelMtls: { 8000: { mode: 'PERMISSIVE' } } }),
    ],
    passes: true,
    isMtls: false,
  },
  {
    desc: 'DISABLE makes sidecars speak plain text',
    proxy: 'sidecar',
    objects: [peerAuthentication('DISABLE')],
    passes: true,
    isMtls: false,
  },
]

describe('PeerAuthentication', () => {
  it.each(tlsCases)('$desc', ({ proxy, objects, passes, isMtls }) => {
    const reports = fromServer(run({ objects, topology: shop({ web: { proxy } }) }))
    expect(reports.length > 0).toBe(passes)
    if (isMtls !== undefined) expect(reports.every((report) => report.isMtls === isMtls)).toBe(true)
  })

  it('refuses a client whose rule switches TLS off', () => {
    const objects = [
      peerAuthentication('STRICT'),
      anObject('DestinationRule', 'api', {
        host: 'api',
        trafficPolicy: { tls: { mode: 'DISABLE' } },
      }),
    ]
    expect(shares(fromClient(run({ objects })), codeAndFlags)).toEqual({ '503 UC': 1 })
  })

  it('writes a refused stranger into the ledger, though no proxy tells of it', () => {
    const outcome = run({
      objects: [peerAuthentication('STRICT')],
      topology: shop({ web: { proxy: 'none' } }),
    })
    expect(outcome.reports).toEqual([])
    expect(outcome.ledger).toMatchObject([
      {
        sourceWorkload: null,
        service: 'api.shop.svc.cluster.local',
        responseCode: '0',
        destinationWorkload: null,
        requests: 600,
      },
    ])
  })
})

interface AccessCase {
  readonly desc: string
  readonly specs: readonly Readonly<Record<string, unknown>>[]
  readonly passes: boolean
}

const rule = (fields: Readonly<Record<string, unknown>>): unknown => fields
const from = (source: Readonly<Record<string, unknown>>): unknown => ({ from: [{ source }] })
const to = (operation: Readonly<Record<string, unknown>>): unknown => ({ to: [{ operation }] })

const accessCases: readonly AccessCase[] = [
  { desc: 'an ALLOW without rules lets nobody in', specs: [{}], passes: false },
  { desc: 'an empty rule lets everybody in', specs: [{ rules: [rule({})] }], passes: true },
  {
    desc: 'by principal',
    specs: [{ rules: [from({ principals: [webPrincipal] })] }],
    passes: true,
  },
  {
    desc: 'not by another principal',
    specs: [{ rules: [from({ principals: ['cluster.local/ns/a/sa/b'] })] }],
    passes: false,
  },
  {
    desc: 'by a part of a principal',
    specs: [{ rules: [from({ principals: ['*/sa/web'] })] }],
    passes: true,
  },
  { desc: 'by namespace', specs: [{ rules: [from({ namespaces: ['shop'] })] }], passes: true },
  {
    desc: 'by method and path',
    specs: [{ rules: [to({ methods: ['GET'], paths: ['/it*'] })] }],
    passes: true,
  },
  { desc: 'not by another method', specs: [{ rules: [to({ methods: ['POST'] })] }], passes: false },
  { desc: 'by port', specs: [{ rules: [to({ ports: ['8000'] })] }], passes: true },
  { desc: 'not by token', specs: [{ rules: [from({ requestPrincipals: ['*'] })] }], passes: false },
  {
    desc: 'by a condition',
    specs: [{ rules: [rule({ when: [{ key: 'source.namespace', values: ['shop'] }] })] }],
    passes: true,
  },
  {
    desc: 'DENY outweighs ALLOW',
    specs: [{ rules: [rule({})] }, { action: 'DENY', rules: [to({ methods: ['GET'] })] }],
    passes: false,
  },
  {
    desc: 'DENY of something else does nothing',
    specs: [{ action: 'DENY', rules: [to({ methods: ['PUT'] })] }],
    passes: true,
  },
  {
    desc: 'one of several ALLOWs suffices',
    specs: [{ rules: [to({ methods: ['PUT'] })] }, { rules: [rule({})] }],
    passes: true,
  },
  {
    desc: 'a policy for others does not matter',
    specs: [{ selector: { matchLabels: { app: 'web' } } }],
    passes: true,
  },
]

describe('AuthorizationPolicy', () => {
  it.each(accessCases)('$desc', ({ specs, passes }) => {
    const objects = specs.map((spec, index) => anObject('AuthorizationPolicy', `p-${index}`, spec))
    const outcome = run({ objects, seconds: 10 })
    const expected = { [passes ? '200 -' : '403 -']: 1 }
    expect(shares(fromClient(outcome), codeAndFlags)).toEqual(expected)
    expect(shares(fromServer(outcome), codeAndFlags)).toEqual(expected)
  })

  it('closes a connection before a byte came through', () => {
    const ports = [tcpPort('tcp', 3306)]
    const shopOfBytes = shop({ api: { ports }, root: { call: tcpCall('api', 3306) } })
    const topology = {
      ...shopOfBytes,
      services: shopOfBytes.services.map((service) => ({ ...service, ports })),
    }
    const objects = [anObject('AuthorizationPolicy', 'none', {})]
    const bytes = (given: readonly KubeObject[]): number =>
      fromServer(run({ topology, objects: given, seconds: 10 })).reduce(
        (sum, r) => sum + r.responseBytes,
        0,
      )
    expect(bytes([])).toBeGreaterThan(1_000)
    expect(bytes(objects)).toBe(0)
  })

  // What a proxy that sees only connections makes of rules about requests.
  it.each([
    {
      desc: 'drops an ALLOW rule about requests, so that nobody passes',
      spec: { rules: [to({ methods: ['GET'] })] },
      passes: false,
    },
    {
      desc: 'does nothing with a DENY about requests alone',
      spec: { action: 'DENY', rules: [to({ methods: ['GET'] })] },
      passes: true,
    },
    {
      desc: 'strips a DENY that also names a source',
      spec: {
        action: 'DENY',
        rules: [
          {
            from: [{ source: { namespaces: ['shop'] } }],
            to: [{ operation: { methods: ['PUT'] } }],
          },
        ],
      },
      passes: false,
    },
    {
      desc: 'obeys a rule about sources',
      spec: { rules: [from({ namespaces: ['shop'] })] },
      passes: true,
    },
  ])('ztunnel $desc', ({ spec, passes }) => {
    const topology = shop({ web: { proxy: 'ztunnel' }, api: { proxy: 'ztunnel' } })
    const { reports } = run({
      topology,
      objects: [anObject('AuthorizationPolicy', 'l4', spec)],
      seconds: 10,
    })
    const flags = shares(
      reports.filter(({ seat }) => seat === 'l4-server'),
      (report) => report.flags,
    )
    expect(flags).toEqual({ [passes ? '-' : 'DENY']: 1 })
  })
})
