import { describe, expect, it } from 'vitest'
import { checkRule, type RuleCase } from '../../../test/support/check-rule.ts'
import { schemaBroken } from './schema-broken.ts'

const istio = (kind: string, spec: string, group = 'networking'): string => `
apiVersion: ${group}.istio.io/v1
kind: ${kind}
metadata: { name: web }
spec: ${spec}`
const route = (rule: string): string => `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: web }
spec: { rules: [${rule}] }`
const definition = `
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: destinationrules.networking.istio.io }
spec:
  group: networking.istio.io
  names: { kind: DestinationRule }
  versions: [{ name: v1, schema: { openAPIV3Schema: { type: object, properties: { spec: { type: object, required: [mine] } } } } }]
---`

const cases: readonly RuleCase[] = [
  { desc: 'finds what is missing', yaml: istio('DestinationRule', '{}'), hits: ['web spec.host'] },
  {
    desc: 'finds text in place of a number, and mends it',
    yaml: istio(
      'VirtualService',
      '{ http: [{ route: [{ destination: { host: a }, weight: "90" }] }] }',
    ),
    hits: ['web spec.http[0].route[0].weight'],
  },
  {
    desc: 'finds a number in place of text',
    yaml: istio('DestinationRule', '{ host: a, subsets: [{ name: v1, labels: { version: 1 } }] }'),
    hits: ['web spec.subsets[0].labels.version'],
  },
  { desc: 'finds a list in place of an object', yaml: istio('Sidecar', '[]'), hits: ['web spec'] },
  {
    desc: 'finds a value that is none of the choices, and offers the nearest',
    yaml: istio('PeerAuthentication', '{ mtls: { mode: strict } }', 'security'),
    hits: ['web spec.mtls.mode'],
  },
  {
    desc: 'finds two of which only one may be',
    yaml: istio(
      'ServiceEntry',
      '{ hosts: [a.example], resolution: STATIC, workloadSelector: { labels: { a: b } }, endpoints: [{ address: 10.0.0.1 }] }',
    ),
    hits: ['web spec'],
  },
  {
    desc: 'finds a rule of CEL about a number',
    yaml: istio(
      'PeerAuthentication',
      '{ selector: { matchLabels: { a: b } }, portLevelMtls: { 99999: { mode: STRICT } } }',
      'security',
    ),
    hits: ['web spec.portLevelMtls'],
  },
  {
    desc: 'finds a duration too short',
    yaml: istio(
      'VirtualService',
      '{ http: [{ timeout: 0s, route: [{ destination: { host: a } }] }] }',
    ),
    hits: ['web spec.http[0].timeout'],
  },
  {
    desc: 'finds a duration that is none',
    yaml: istio(
      'VirtualService',
      '{ http: [{ timeout: soon, route: [{ destination: { host: a } }] }] }',
    ),
    hits: ['web spec.http[0].timeout'],
  },
  {
    desc: 'finds a filter without what its type says',
    yaml: route('{ filters: [{ type: RequestMirror }] }'),
    hits: ['web spec.rules[0].filters[0]'],
  },
  {
    desc: 'finds a path that does not begin with a slash',
    yaml: route('{ matches: [{ path: { type: PathPrefix, value: shop } }] }'),
    hits: ['web spec.rules[0].matches[0].path'],
  },
  {
    desc: 'goes by the definition of the cluster',
    yaml: definition + istio('DestinationRule', '{ host: a }'),
    hits: ['web spec.mine'],
  },
  {
    desc: 'is content with a full VirtualService',
    yaml: istio(
      'VirtualService',
      '{ hosts: [a], http: [{ name: x, match: [{ uri: { prefix: /a } }], timeout: 1s, retries: { attempts: 2, perTryTimeout: 1s }, route: [{ destination: { host: a, port: { number: 80 } }, weight: 100 }] }] }',
    ),
    hits: [],
  },
  {
    desc: 'is content with a full HTTPRoute, defaults left out',
    yaml: route(
      '{ matches: [{ path: { value: /a } }], filters: [{ type: RequestHeaderModifier, requestHeaderModifier: { set: [{ name: a, value: b }] } }], backendRefs: [{ name: a, port: 80 }], timeouts: { request: 2s, backendRequest: 1s } }',
    ),
    hits: [],
  },
  {
    desc: 'takes null for nothing',
    yaml: istio('DestinationRule', '{ host: a, trafficPolicy: null }'),
    hits: [],
  },
  {
    desc: 'does not judge status',
    yaml: `${istio('DestinationRule', '{ host: a }')}\nstatus: { observedGeneration: { odd: true }, strange: 1 }`,
    hits: [],
  },
  {
    desc: 'says nothing of versions that nobody knows',
    yaml: istio('DestinationRule', '{}').replace('/v1', '/v9'),
    hits: [],
  },
]

describe('schema-broken', () => {
  it.each(cases)('$desc', ({ hits, ...rest }) => {
    expect(checkRule(schemaBroken, rest)).toEqual(hits)
  })
})
