import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { objectsOf } from '../support/check-rule.ts'
import { available } from '../servers/availability.ts'
import { startKubernetes, type KubernetesServer } from '../servers/kubernetes.ts'
import { fieldUnknown } from '../../server/validations/rules/field-unknown.ts'
import { schemaBroken } from '../../server/validations/rules/schema-broken.ts'
import { Validator } from '../../server/validations/validator.ts'

interface Specimen {
  readonly desc: string
  readonly kind: string // plural of the path, with group and version
  readonly yaml: string
}

const networking = 'networking.istio.io/v1'
const security = 'security.istio.io/v1'
const gatewayApi = 'gateway.networking.k8s.io/v1'

function specimen(path: string, kind: string, spec: string): Specimen {
  const [apiVersion = ''] = path.split(/\/(?=[^/]*$)/)
  const yaml = `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: one, namespace: default }\nspec: ${spec}`
  return { desc: `${kind} ${spec}`, kind: path, yaml }
}

const virtualService = (spec: string): Specimen =>
  specimen(`${networking}/virtualservices`, 'VirtualService', spec)
const destinationRule = (spec: string): Specimen =>
  specimen(`${networking}/destinationrules`, 'DestinationRule', spec)
const serviceEntry = (spec: string): Specimen =>
  specimen(`${networking}/serviceentries`, 'ServiceEntry', spec)
const peerAuthentication = (spec: string): Specimen =>
  specimen(`${security}/peerauthentications`, 'PeerAuthentication', spec)
const authorizationPolicy = (spec: string): Specimen =>
  specimen(`${security}/authorizationpolicies`, 'AuthorizationPolicy', spec)
const httpRoute = (rule: string): Specimen =>
  specimen(`${gatewayApi}/httproutes`, 'HTTPRoute', `{ rules: [${rule}] }`)
const gateway = (listeners: string): Specimen =>
  specimen(`${gatewayApi}/gateways`, 'Gateway', `{ gatewayClassName: a, listeners: ${listeners} }`)
const route = (fields: string): Specimen =>
  virtualService(`{ hosts: [a], http: [{ route: [{ destination: { host: a } }], ${fields} }] }`)

const specimens: readonly Specimen[] = [
  route('timeout: 1s'),
  route('timeout: 0s'),
  route('timeout: soon'),
  route('timout: 1s'),
  route('retries: { attempts: 2, perTryTimeout: 1s }'),
  route('retries: { attempts: many }'),
  route('match: [{ uri: { prefix: /a } }]'),
  route('match: [{ uri: { prefix: /a, exact: /b } }]'),
  route('match: [{ uri: { prefixx: /a } }]'),
  route('fault: { abort: { httpStatus: 503, percentage: { value: 50 } } }'),
  route('mirrorPercentage: { value: half }'),
  virtualService('{ hosts: [a], http: [{ route: [{ destination: { host: a }, weight: "90" }] }] }'),
  virtualService('{ hosts: a }'),
  virtualService('{ http: null }'),
  destinationRule('{}'),
  destinationRule('{ host: a }'),
  destinationRule('{ host: 7 }'),
  destinationRule('{ host: a, subsets: [{ name: v1, labels: { version: v1 } }] }'),
  destinationRule('{ host: a, subsets: [{ labels: { version: v1 } }] }'),
  destinationRule('{ host: a, trafficPolicy: { tls: { mode: ISTIO_MUTUAL } } }'),
  destinationRule('{ host: a, trafficPolicy: { tls: { mode: istio_mutual } } }'),
  destinationRule(
    '{ host: a, trafficPolicy: { loadBalancer: { simple: RANDOM, consistentHash: { useSourceIp: true } } } }',
  ),
  destinationRule(
    '{ host: a, trafficPolicy: { outlierDetection: { consecutive_5xx_errors: 5 } } }',
  ),
  serviceEntry('{ hosts: [a.example], ports: [{ number: 80, name: http }], resolution: DNS }'),
  serviceEntry('{ hosts: [] }'),
  serviceEntry('{ hosts: ["*"] }'),
  serviceEntry('{ hosts: [a.example], ports: [{ number: 80, name: a }, { number: 80, name: b }] }'),
  serviceEntry('{ hosts: [a.example], ports: [{ number: 70000, name: a }] }'),
  serviceEntry(
    '{ hosts: [a.example], resolution: STATIC, workloadSelector: { labels: { a: b } }, endpoints: [{ address: 10.0.0.1 }] }',
  ),
  peerAuthentication('{ mtls: { mode: STRICT } }'),
  peerAuthentication('{ mtls: { mode: strict } }'),
  peerAuthentication(
    '{ selector: { matchLabels: { a: b } }, portLevelMtls: { 8080: { mode: STRICT } } }',
  ),
  peerAuthentication('{ portLevelMtls: { 8080: { mode: STRICT } } }'),
  peerAuthentication(
    '{ selector: { matchLabels: { a: b } }, portLevelMtls: { 99999: { mode: STRICT } } }',
  ),
  authorizationPolicy('{ rules: [{ to: [{ operation: { methods: [GET] } }] }] }'),
  authorizationPolicy('{ rules: [{ to: [{ operation: { method: GET } }] }] }'),
  authorizationPolicy(
    '{ selector: { matchLabels: { a: b } }, targetRefs: [{ kind: Service, name: a }] }',
  ),
  httpRoute('{ backendRefs: [{ name: a, port: 80 }] }'),
  httpRoute('{ backendRefs: [{ name: a }] }'),
  httpRoute('{ backendRefs: [{ name: a, port: 0 }] }'),
  httpRoute('{ matches: [{ path: { type: PathPrefix, value: shop } }] }'),
  httpRoute('{ matches: [{ path: { value: /a//b } }] }'),
  httpRoute('{ matches: [{ headers: [{ name: a, value: b }, { name: a, value: c }] }] }'),
  httpRoute('{ filters: [{ type: RequestMirror }] }'),
  httpRoute('{ filters: [{ type: RequestRedirect, requestRedirect: { statusCode: 302 } }] }'),
  httpRoute('{ filters: [{ type: RequestRedirect, requestRedirect: { statusCode: 300 } }] }'),
  httpRoute(
    '{ filters: [{ type: RequestRedirect, requestRedirect: {} }], backendRefs: [{ name: a, port: 80 }] }',
  ),
  httpRoute('{ timeouts: { request: 1s, backendRequest: 2s } }'),
  httpRoute('{ timeouts: { request: 2s, backendRequest: 1s } }'),
  gateway('[{ name: a, port: 80, protocol: HTTP }]'),
  gateway('[{ name: a, port: 80, protocol: HTTP }, { name: a, port: 81, protocol: HTTP }]'),
  gateway('[{ name: a, port: 80, protocol: HTTP }, { name: b, port: 80, protocol: HTTP }]'),
  gateway('[{ name: a, port: 80, protocol: HTTP, tls: { mode: Terminate } }]'),
  gateway('[{ name: a, port: 443, protocol: HTTPS, tls: { mode: Terminate } }]'),
  gateway('[{ name: a, port: 53, protocol: UDP, hostname: a.example }]'),
  gateway('[]'),
]

describe.skipIf(!available('kubernetes'))('the schemas, beside a real API server', () => {
  let kubernetes: KubernetesServer
  beforeAll(async () => {
    kubernetes = await startKubernetes({ crds: true, kwok: false })
  })
  afterAll(async () => {
    await kubernetes.stop()
  })

  it.each(specimens)('agree about $desc', async ({ kind, yaml }) => {
    const [object] = objectsOf(yaml)
    if (object === undefined) throw new Error('a specimen is an object')
    const [group = '', version = '', plural = ''] = kind.split('/')
    const path = `/apis/${group}/${version}/namespaces/default/${plural}?dryRun=All&fieldValidation=Strict`
    const { status, body } = await kubernetes.request('POST', path, {
      body: object,
    })
    const validator = new Validator({ rules: [schemaBroken, fieldUnknown] })
    validator.apply({ put: [object] })
    const findings = validator.findings().map(({ message }) => message)
    expect({ body, findings, isRefused: findings.length > 0 }).toEqual({
      body,
      findings,
      isRefused: status !== 201,
    })
  })
})
