import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { MeshPart, PartReason } from '#contract/mesh.ts'
import {
  aBackEnd,
  aComponent,
  aMeshInput,
  aSightOn,
  type SomeMesh,
} from '../../test/support/mesh-parts.ts'
import type { ControlPlaneFigure, FoundProxies, ReadMeshSettings } from '../seams/mesh-parts.ts'
import { buildMesh } from './build-mesh.ts'
import type { FoundWebhook } from './mesh-input.ts'
import { readBundles } from './webhooks.ts'

const partsOf = (some: SomeMesh): MeshPart[] => buildMesh(aMeshInput(some)).parts

const partOf = <Kind extends MeshPart['kind']>(
  kind: Kind,
  some: SomeMesh,
): Extract<MeshPart, { kind: Kind }> => {
  const found = partsOf(some).find(
    (part): part is Extract<MeshPart, { kind: Kind }> => part.kind === kind,
  )
  if (found === undefined) throw new Error(`There is no ${kind}`)
  return found
}

const reasonsOf = ({ reasons }: MeshPart): string[] =>
  reasons.map(({ kind, status }) => `${kind} ${status}`)

const proxies = (fields: Partial<FoundProxies> = {}): FoundProxies => ({
  ...{ namespace: 'shop', plane: 'sidecar', revision: null, version: '1.2.0', pods: 4 },
  ...fields,
})

const shop = { name: 'shop', asks: 'sidecar', asksRevision: null, pods: 4, missing: 0 } as const
const controller = aComponent('system/controller')

/** Every figure of the pod `controller-1`. */
const figures = (
  values: Partial<Record<ControlPlaneFigure, number>>,
): Map<ControlPlaneFigure, Map<string, number>> =>
  new Map(
    (['connected', 'convergenceP99Seconds', 'rejectsPerSecond'] as const).map((figure) => [
      figure,
      new Map(values[figure] === undefined ? [] : [['system/controller-1', values[figure]]]),
    ]),
  )

const served = {
  survey: { components: [controller], proxies: [proxies()], namespaces: [shop] },
}

describe('a control plane', () => {
  it.each<{ desc: string; ready: number; total: number; status: MeshPart['status'] }>([
    { desc: 'all of its pods', ready: 2, total: 2, status: 'healthy' },
    { desc: 'some of its pods', ready: 1, total: 2, status: 'degraded' },
    { desc: 'none of its pods', ready: 0, total: 2, status: 'failure' },
    { desc: 'none wanted', ready: 0, total: 0, status: 'failure' },
  ])('is as ready as $desc', ({ ready, total, status }) => {
    const components = [{ ...controller, ready, total }]
    expect(partOf('controlPlane', { survey: { components } }).status).toBe(status)
  })

  it.each<{ desc: string; values: Partial<Record<ControlPlaneFigure, number>>; says: string }>([
    { desc: 'every proxy', values: { connected: 4 }, says: 'connected healthy' },
    { desc: 'three of four', values: { connected: 3 }, says: 'connected degraded' },
    { desc: 'none of them', values: { connected: 0 }, says: 'connected failure' },
    {
      desc: 'changes after 12 s',
      values: { convergenceP99Seconds: 12 },
      says: 'convergence degraded',
    },
    {
      desc: 'changes within 1 s',
      values: { convergenceP99Seconds: 1 },
      says: 'convergence healthy',
    },
    { desc: 'refusals', values: { rejectsPerSecond: 0.1 }, says: 'rejects degraded' },
  ])('is told by its figures to have $desc', ({ values, says }) => {
    const part = partOf('controlPlane', { ...served, readings: { figures: figures(values) } })
    expect(reasonsOf(part)).toContain(says)
  })

  it('is no worse for what is not known, and says so', () => {
    const part = partOf('controlPlane', served)
    expect(part.status).toBe('healthy')
    expect(reasonsOf(part)).toEqual(['replicas healthy', 'notKnown none', 'notKnown none'])
    expect(part).toMatchObject({ connected: null, certificates: null, settings: null })
  })

  it.each<{ desc: string; served: string[] | null; says: string[] }>([
    {
      desc: 'all kinds',
      served: ['example.io/Route', 'example.io/Policy', 'shared.io/Gateway'],
      says: ['healthy '],
    },
    {
      desc: 'its own kinds alone',
      served: ['example.io/Route', 'example.io/Policy'],
      says: ['healthy ', 'none shared.io/Gateway'],
    },
    {
      desc: 'not all of its own kinds',
      served: ['example.io/Route', 'shared.io/Gateway'],
      says: ['degraded example.io/Policy'],
    },
    { desc: 'nobody knows which', served: null, says: [] },
  ])('is held against the kinds that the cluster serves: $desc', ({ served, says }) => {
    const part = partOf('controlPlane', {
      survey: { components: [controller] },
      served: served === null ? null : new Set(served),
    })
    const told = part.reasons.flatMap((reason) =>
      reason.kind === 'kinds' ? [`${reason.status} ${reason.missing.join(', ')}`] : [],
    )
    expect(told.sort()).toEqual([...says].sort())
    expect(part.status).toBe(
      says.some((one) => one.startsWith('degraded')) ? 'degraded' : 'healthy',
    )
  })

  it('adds up the proxies of its pods, and counts the slowest of them', () => {
    const two = { ...controller, pods: ['a', 'b'] }
    const known = new Map<ControlPlaneFigure, Map<string, number>>([
      [
        'connected',
        new Map([
          ['system/a', 1],
          ['system/b', 3],
          ['elsewhere/a', 9],
        ]),
      ],
      [
        'convergenceP99Seconds',
        new Map([
          ['system/a', 0.2],
          ['system/b', 0.7],
        ]),
      ],
    ])
    expect(
      partOf('controlPlane', {
        survey: { ...served.survey, components: [two] },
        readings: { figures: known },
      }),
    ).toMatchObject({ connected: 4, convergenceP99Seconds: 0.7 })
  })
})

const pem = readFileSync(
  new URL('../../test/support/certificate-of-2026.pem', import.meta.url),
  'utf8',
)
const ends = Date.UTC(2026, 11, 31, 23, 59, 59)
const dayMs = 86_400_000

describe('its certificate', () => {
  it.each<{ desc: string; at: number; days: number; status: string }>([
    { desc: 'long', at: ends - 100 * dayMs, days: 100, status: 'healthy' },
    { desc: 'for less than a month', at: ends - 20 * dayMs, days: 20, status: 'degraded' },
    { desc: 'no more', at: ends + dayMs, days: -1, status: 'failure' },
  ])('is good $desc: $status', ({ at, days, status }) => {
    const part = partOf('controlPlane', {
      ...{ ...served, at },
      readings: { rootCertificates: new Map([['system', pem]]) },
    })
    expect(part.certificates).toMatchObject([
      { subject: 'CN=root of tests', isRoot: true, daysLeft: days, status, error: null },
    ])
    expect(reasonsOf(part)).toContain(`certificate ${status}`)
  })

  it('is said to be none when it cannot be read, and keys are left alone', () => {
    const key = '-----BEGIN PRIVATE KEY-----\nsecret\n-----END PRIVATE KEY-----'
    const broken = pem.replace(/MII/, 'xxx')
    for (const text of ['', key, broken]) {
      const part = partOf('controlPlane', {
        ...served,
        readings: { rootCertificates: new Map([['system', text]]) },
      })
      expect(reasonsOf(part)).toContain('badCertificate degraded')
      expect(JSON.stringify(part)).not.toContain('secret')
    }
  })
})

describe('the webhooks through which it is asked', () => {
  const webhook = { name: 'injector', revision: 'default', bundles: [pem] }
  const told = (some: SomeMesh): string[] =>
    partOf('controlPlane', { ...served, at: ends - 100 * dayMs, ...some }).reasons.flatMap(
      (reason) =>
        'name' in reason && reason.name.startsWith('Webhook ')
          ? [`${reason.name} ${reason.kind} ${reason.status}`]
          : [],
    )

  it.each<{ desc: string; webhooks: FoundWebhook[]; says: string[] }>([
    {
      desc: 'one that trusts it',
      ...{ webhooks: [webhook], says: ['Webhook injector certificate healthy'] },
    },
    {
      desc: 'one that trusts nobody',
      webhooks: [{ ...webhook, bundles: [] }],
      says: ['Webhook injector badCertificate degraded'],
    },
    {
      desc: 'one with a bundle that is none',
      webhooks: [{ ...webhook, bundles: ['lab'] }],
      says: ['Webhook injector badCertificate degraded'],
    },
    { desc: 'one of another revision', webhooks: [{ ...webhook, revision: 'next' }], says: [] },
  ])('are judged by whom the API server trusts: $desc', ({ webhooks, says }) => {
    expect(told({ readings: { webhooks } })).toEqual(says)
  })

  it('are not told to whoever may not list them', () => {
    expect(told({ readings: { webhooks: [webhook] }, sight: aSightOn('system') })).toEqual([])
  })

  it('are read with each bundle once', () => {
    const caBundle = Buffer.from(pem).toString('base64')
    const object = {
      ...{ apiVersion: 'v1', kind: 'Hook', metadata: { name: 'injector' } },
      webhooks: [{ clientConfig: { caBundle } }, { clientConfig: { caBundle } }, {}],
    }
    expect(readBundles(object)).toEqual([pem])
  })
})

describe('data planes', () => {
  const skewOf = (proxy: string | null): 'none' | 'behind' | 'tooOld' =>
    proxy === '1.2.0' ? 'none' : proxy === '1.1.0' ? 'behind' : 'tooOld'

  it('are one for each revision, with versions and how far these are from the control plane', () => {
    const part = partOf('dataPlane', {
      survey: {
        ...served.survey,
        proxies: [proxies(), proxies({ version: '1.1.0', pods: 2 })],
      },
      parts: { skewOf },
    })
    expect(part.proxies).toEqual([
      { version: '1.2.0', proxies: 4, skew: 'none' },
      { version: '1.1.0', proxies: 2, skew: 'behind' },
    ])
    expect(part).toMatchObject({ revision: 'default', sidecars: 6, status: 'healthy' })
  })

  it('are unwell for proxies that are too old, and for pods that have not joined', () => {
    const part = partOf('dataPlane', {
      survey: {
        ...served.survey,
        proxies: [proxies({ version: '1.0.0' })],
        namespaces: [{ ...shop, missing: 2 }],
      },
      parts: { skewOf },
    })
    expect(reasonsOf(part)).toEqual(['skew degraded', 'outOfMesh degraded'])
  })

  it.each<{ desc: string; tags: Map<string, string>; asks: string | null; is: string[] }>([
    { desc: 'a revision by its name', tags: new Map(), asks: 'blue', is: ['blue'] },
    { desc: 'a tag', tags: new Map([['prod', 'blue']]), asks: 'prod', is: ['blue'] },
    { desc: 'the only one there is', tags: new Map(), asks: null, is: ['blue'] },
  ])('are found by $desc', ({ tags, asks, is }) => {
    const components = [{ ...controller, revision: 'blue' }]
    const planes = partsOf({
      survey: { components, namespaces: [{ ...shop, asksRevision: asks }] },
      readings: { revisionByTag: tags },
    }).filter(({ kind }) => kind === 'dataPlane')
    expect(planes.map(({ name }) => name)).toEqual(is)
  })

  it('fail where no control plane of that name runs; without tags a name may be one', () => {
    const survey = { components: [controller], namespaces: [{ ...shop, asksRevision: 'green' }] }
    const known = partOf('dataPlane', { survey })
    expect(reasonsOf(known)).toEqual(['noControlPlane failure'])
    const unknown = partOf('dataPlane', { survey, readings: { revisionByTag: 'forbidden' } })
    expect(reasonsOf(unknown)).toEqual(['notKnown none'])
  })

  it('are those of its pods where a tag is not known, or not for this viewer', () => {
    const some: SomeMesh = {
      survey: {
        components: [controller, aComponent('system/next', { revision: 'next' })],
        proxies: [proxies({ revision: 'next' })],
        namespaces: [{ ...shop, asksRevision: 'prod' }],
      },
      readings: { revisionByTag: new Map([['prod', 'next']]) },
    }
    const told = (more: SomeMesh): unknown => {
      const { name, namespaces } = partOf('dataPlane', { ...some, ...more })
      return [name, namespaces[0]?.servedBy]
    }
    expect(told({})).toEqual(['next', 'next'])
    expect(told({ sight: aSightOn('shop') })).toEqual(['next', null])
    expect(told({ readings: { revisionByTag: 'forbidden' } })).toEqual(['next', null])
  })

  it('tell a namespace in both while some of its pods are of the former revision', () => {
    const planes = partsOf({
      survey: {
        components: [controller, aComponent('system/next', { revision: 'next' })],
        proxies: [proxies({ pods: 1 }), proxies({ revision: 'next', pods: 3 })],
        namespaces: [{ ...shop, asksRevision: 'next' }],
      },
    }).flatMap((part) => (part.kind === 'dataPlane' ? [part] : []))
    expect(planes.map(({ name, sidecars }) => `${name} ${sidecars}`)).toEqual([
      'default 1',
      'next 3',
    ])
  })
})

describe('what a viewer sees of a mesh', () => {
  const some: SomeMesh = {
    ...served,
    mtls: { mode: 'strict', from: null, reach: 'mesh' },
    readings: { figures: figures({ connected: 4 }) },
  }

  it('leaves out what is in other namespaces, and what counts over them', () => {
    const state = buildMesh(aMeshInput({ ...some, sight: aSightOn('shop') }))
    expect(state.parts.map(({ kind }) => kind)).not.toContain('controlPlane')
    expect(state.isCut).toBe(true)
    const inside = partOf('controlPlane', { ...some, sight: aSightOn('system') })
    expect(inside).toMatchObject({ connected: null, expected: null, tags: null })
    expect(buildMesh(aMeshInput({ ...some, sight: aSightOn() })).meshes[0]?.mtls).toBeNull()
  })

  it.each<{ mode: 'strict' | 'permissive' | 'disabled'; isAutoMtls: boolean; state: string }>([
    { mode: 'strict', isAutoMtls: true, state: 'enabled' },
    { mode: 'strict', isAutoMtls: false, state: 'partial' },
    { mode: 'permissive', isAutoMtls: true, state: 'partial' },
    { mode: 'disabled', isAutoMtls: true, state: 'disabled' },
  ])('says of $mode servers with automatic clients $isAutoMtls: $state', (row) => {
    const settings: ReadMeshSettings = {
      ...{ minTls: 'TLS 1.2', outbound: 'any', trustDomain: 'x', rootNamespace: 'system' },
      isAutoMtls: row.isAutoMtls,
    }
    const { meshes } = buildMesh(
      aMeshInput({
        ...{ ...some, mtls: { mode: row.mode, from: null, reach: 'mesh' } },
        readings: { settings: new Map([['system/controller', settings]]) },
      }),
    )
    expect(meshes[0]?.mtls?.state).toBe(row.state)
  })
})

describe('a gateway', () => {
  it.each<{ desc: string; ready: number; total: number; says: string[] }>([
    { desc: 'ready', ready: 1, total: 1, says: ['replicas healthy', 'skew none'] },
    { desc: 'not ready', ready: 0, total: 1, says: ['replicas failure', 'skew none'] },
    { desc: 'wanted by nobody', ready: 0, total: 0, says: ['replicas none'] },
  ])('that is $desc says so', ({ ready, total, says }) => {
    const gateway = aComponent('shop/door', { role: 'gateway', ready, total })
    const part = partOf('gateway', { survey: { components: [controller, gateway] } })
    expect(reasonsOf(part)).toEqual(says)
  })
})

describe('add-ons', () => {
  it('warn when they are not reached, where a cluster fails', () => {
    const input = aMeshInput()
    const gone = { state: 'notReached', message: 'It does not answer', sinceAt: 5 } as const
    const { parts, links } = buildMesh({
      ...input,
      clusters: input.clusters.map((one) => ({
        ...one,
        backEnd: aBackEnd({ id: 'cluster:east', kind: 'cluster', ...gone }),
      })),
      metrics: aBackEnd(gone),
    })
    expect(parts.map(({ kind, status }) => `${kind} ${status}`)).toEqual([
      'cluster failure',
      'metricStore degraded',
      'traceStore none',
      'console healthy',
    ])
    const [worst] = parts[1]?.reasons ?? []
    expect(worst).toEqual({ kind: 'reached', ...gone, status: 'degraded' } satisfies PartReason)
    expect(links.map(({ status }) => status)).toEqual(['failure', 'degraded', 'none'])
  })
})
