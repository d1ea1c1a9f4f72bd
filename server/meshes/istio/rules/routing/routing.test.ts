import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { kindKeyOf, type KubeObject } from '../../../../seams/kube-object.ts'
import type { TrafficFacts } from '../../../../seams/rule.ts'
import { Validator } from '../../../../validations/validator.ts'
import { routingRules } from './index.ts'

describe('routingRules', () => {
  it('have ids of their own from MC200 to MC299', () => {
    const ids = routingRules.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids.filter((id) => !/^MC2\d\d$/.test(id))).toEqual([])
  })

  it.each(routingRules.map((rule) => [rule.id, rule] as const))('%s says all', (_id, rule) => {
    const { title, cause, effect, repair, source } = rule
    for (const words of [title, cause, effect, repair]) expect(words).toMatch(/^\S.{8,}\S$/)
    expect(title).not.toMatch(/\.$/)
    expect(new URL(source).protocol).toBe('https:')
  })
})

const traffic: TrafficFacts = {
  isCalled: (host) => host.startsWith('a.'),
  perSecondTo: (host) => (host.startsWith('a.') ? 2 : null),
  perSecondToVersion: () => null,
  plainTextPerSecondTo: () => null,
}
const nowMs = Date.parse('2026-05-01T00:00:00Z')
const asked = { rules: routingRules, nowMs, traffic }

const name = fc.constantFrom('a', 'b', 'web')
const namespace = fc.constantFrom('shop', 'edge', 'istio-system')
const subset = fc.constantFrom('v1', 'v2')
const host = fc.constantFrom(
  'a',
  'b',
  'a.shop',
  'a.shop.svc.cluster.local',
  '*.shop.svc.cluster.local',
  '*.local',
  'api.test',
  '*.test',
  '*',
)
const exportTo = fc.option(fc.subarray(['.', '*', '~', 'shop']), { nil: undefined })
const gateways = fc.option(fc.subarray(['mesh', 'web', 'edge/web', 'web.edge']), { nil: undefined })
const labels = fc.record({ app: name, version: subset })
const destination = fc.record(
  { host, subset, port: fc.record({ number: fc.constantFrom(80, 81) }) },
  { requiredKeys: ['host'] },
)
const match = fc.record(
  {
    uri: fc.record({ prefix: fc.constantFrom('/', '/a', '/a/b') }),
    port: fc.constantFrom(80, 81),
    gateways: fc.constant(['mesh']),
  },
  { requiredKeys: [] },
)
const route = fc.record(
  {
    match: fc.array(match, { maxLength: 2 }),
    route: fc.array(fc.record({ destination, weight: fc.constantFrom(0, 50, 80) }), {
      maxLength: 2,
    }),
    delegate: fc.record({ name, namespace }),
    mirror: destination,
  },
  { requiredKeys: [] },
)
const ports = fc.subarray([
  { number: 80, port: 80, protocol: 'HTTP' },
  { number: 81, port: 81, protocol: 'TCP' },
])
const hosts = fc.array(host, { maxLength: 2 })
const rulesOfRoutes = fc.array(route, { maxLength: 3 })
const mode = fc.constantFrom('{}', 'outboundTrafficPolicy: {mode: REGISTRY_ONLY}')

const specByKind = {
  VirtualService: fc.record({ hosts, gateways, exportTo, http: rulesOfRoutes }),
  DestinationRule: fc.record({
    host,
    exportTo,
    subsets: fc.array(fc.record({ name: subset, labels }), { maxLength: 2 }),
    trafficPolicy: fc.constantFrom(undefined, { outlierDetection: {} }),
  }),
  ServiceEntry: fc.record({ hosts, exportTo, ports }),
  Gateway: fc.record({ servers: fc.array(fc.record({ hosts }), { maxLength: 2 }) }),
  Sidecar: fc.record({
    egress: fc.array(fc.record({ hosts: fc.array(host.map((one) => `*/${one}`)) }), {
      maxLength: 1,
    }),
    workloadSelector: fc.constantFrom(undefined, {}),
  }),
  EnvoyFilter: fc.record({
    configPatches: fc.array(
      fc.record({
        applyTo: fc.constantFrom('HTTP_FILTER', 'HTTP_ROUTE'),
        patch: fc.record({
          operation: fc.constantFrom('REMOVE', 'REPLACE'),
          value: fc.record({ name }),
        }),
        match: fc.constantFrom(undefined, { proxy: { proxyVersion: '1' } }),
      }),
      { maxLength: 2 },
    ),
  }),
  Service: fc.record({ selector: fc.record({ app: name }), ports }),
  Pod: fc.constant({}),
  Namespace: fc.constant({}),
  ConfigMap: fc.constant({}),
} satisfies Record<string, fc.Arbitrary<object>>

const ofCore = new Set(['Service', 'Pod', 'Namespace', 'ConfigMap'])
const ambient = { 'istio.io/dataplane-mode': 'ambient' }

const anyObject = fc
  .constantFrom(...Object.keys(specByKind))
  .chain((kind) =>
    fc.record({
      kind: fc.constant(kind),
      name,
      namespace,
      labels,
      isAmbient: fc.boolean(),
      mode,
      spec: Object.entries(specByKind).find(([one]) => one === kind)?.[1] ?? fc.constant({}),
    }),
  )
  .map(({ kind, name, namespace, labels, isAmbient, mode, spec }): KubeObject => {
    const apiVersion = ofCore.has(kind) ? 'v1' : 'networking.istio.io/v1'
    if (kind === 'Namespace') {
      return { apiVersion, kind, metadata: { name: namespace, labels: isAmbient ? ambient : {} } }
    }
    if (kind === 'ConfigMap') {
      const metadata = { name: 'istio', namespace: 'istio-system' }
      return { apiVersion, kind, metadata, data: { mesh: mode } }
    }
    return { apiVersion, kind, metadata: { name, namespace, labels }, spec }
  })

const anyEdit = fc.oneof(
  { weight: 3, arbitrary: anyObject.map((object) => ({ put: [object] })) },
  { weight: 1, arbitrary: anyObject.map((object) => ({ removed: [object] })) },
)

function findingsAfter(objects: readonly KubeObject[]): ReturnType<Validator['findings']> {
  const validator = new Validator(asked)
  validator.apply({ put: objects })
  expect(validator.notChecked()).toEqual([])
  return validator.findings()
}

describe('whatever is written', () => {
  it('finds step by step what it finds at once, in whatever order', () => {
    fc.assert(
      fc.property(fc.array(anyEdit, { maxLength: 40 }), (edits) => {
        const stepwise = new Validator(asked)
        const present = new Map<string, KubeObject>()
        for (const edit of edits) {
          stepwise.apply(edit)
          const object = 'put' in edit ? edit.put[0] : edit.removed[0]
          if (object === undefined) continue
          const { namespace = '', name } = object.metadata
          const key = `${kindKeyOf(object)} ${namespace}/${name}`
          if ('put' in edit) present.set(key, object)
          else present.delete(key)
        }
        expect(stepwise.findings()).toEqual(findingsAfter([...present.values()].reverse()))
      }),
      { numRuns: 200 },
    )
  })

  it('never fails', () => {
    const kinds = Object.keys(specByKind)
    const words = fc.constantFrom('a', '*', 'mesh', '/', 'v1', '~/*', './', '1s')
    const { value } = fc.letrec<{ value: unknown }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 5 },
        fc.oneof(words, fc.integer(), fc.boolean(), fc.constant(null)),
        fc.array(tie('value'), { maxLength: 3 }),
        fc.dictionary(fc.constantFrom(...fieldNames), tie('value'), { maxKeys: 5 }),
      ),
    }))
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom(...kinds), value), { maxLength: 6 }), (all) => {
        findingsAfter(
          all.map(([kind, spec], index) => ({
            apiVersion: ofCore.has(kind) ? 'v1' : 'networking.istio.io/v1',
            kind,
            metadata: { name: `n${index}`, namespace: 'shop' },
            spec,
          })),
        )
      }),
      { numRuns: 600 },
    )
  })
})

const fieldNames = [
  ...['hosts', 'host', 'gateways', 'http', 'tcp', 'tls', 'match', 'route', 'destination'],
  ...['weight', 'subset', 'subsets', 'labels', 'port', 'ports', 'number', 'protocol', 'name'],
  ...['uri', 'prefix', 'exact', 'headers', 'delegate', 'mirror', 'mirrors', 'fault', 'abort'],
  ...['retries', 'timeout', 'attempts', 'perTryTimeout', 'egress', 'servers', 'exportTo'],
  ...['configPatches', 'patch', 'operation', 'value', 'trafficPolicy', 'workloadSelector'],
]
