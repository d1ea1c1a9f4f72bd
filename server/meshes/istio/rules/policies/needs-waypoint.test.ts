import { describe, expect, it } from 'vitest'
import { checkRule, objectsOf, type RuleCase } from '../../../../../test/support/check-rule.ts'
import { Validator } from '../../../../validations/validator.ts'
import { needsWaypoint } from './needs-waypoint.ts'

const namespace = (labels: string): string =>
  `{apiVersion: v1, kind: Namespace, metadata: {name: default, labels: ${labels}}}\n---\n`
const ambient = namespace('{istio.io/dataplane-mode: ambient}')
const served = namespace('{istio.io/dataplane-mode: ambient, istio.io/use-waypoint: wp}')
const waypoint = `{apiVersion: gateway.networking.k8s.io/v1, kind: Gateway, metadata: {name: wp}, spec: {gatewayClassName: istio-waypoint}}\n---\n`
const cart = `{apiVersion: apps/v1, kind: Deployment, metadata: {name: cart}, spec: {template: {metadata: {labels: {app: cart}}, spec: {containers: [{name: cart}]}}}}\n---\n`
const service = `{apiVersion: v1, kind: Service, metadata: {name: cart}, spec: {selector: {app: cart}}}\n---\n`
const policy = (rest: string): string =>
  `{apiVersion: security.istio.io/v1, kind: AuthorizationPolicy, metadata: {name: it}, spec: {${rest}}}\n---\n`
const other = (api: string, kind: string, spec: string): string =>
  `{apiVersion: ${api}, kind: ${kind}, metadata: {name: it}, spec: ${spec}}\n---\n`
const ofCart = 'selector: {matchLabels: {app: cart}}'
const getOnly = 'rules: [{to: [{operation: {methods: [GET]}}]}]'
const methods = 'it spec.rules[0].to[0].operation.methods'

const cases: readonly RuleCase[] = [
  { desc: 'finds methods by namespace', yaml: ambient + policy(getOnly), hits: [methods] },
  {
    desc: 'finds methods by selector, and offers the service where a waypoint serves it',
    yaml: served + waypoint + cart + service + policy(`${ofCart}, ${getOnly}`),
    hits: [methods],
  },
  {
    desc: 'offers the waypoint of the namespace',
    yaml: served + waypoint + policy(getOnly),
    hits: [methods],
  },
  {
    desc: 'finds conditions on requests',
    yaml: ambient + policy('rules: [{when: [{key: "request.headers[x]", values: [a]}]}]'),
    hits: ['it spec.rules[0].when[0].key'],
  },
  {
    desc: 'finds actions that ztunnel has not',
    yaml: ambient + policy('action: CUSTOM'),
    hits: ['it spec.action'],
  },
  {
    desc: 'finds a RequestAuthentication',
    yaml: ambient + other('security.istio.io/v1', 'RequestAuthentication', '{jwtRules: []}'),
    hits: ['it spec'],
  },
  {
    desc: 'finds a WasmPlugin',
    yaml: ambient + other('extensions.istio.io/v1alpha1', 'WasmPlugin', '{url: x}'),
    hits: ['it spec'],
  },
  {
    desc: 'finds a Telemetry about requests',
    yaml: ambient + other('telemetry.istio.io/v1', 'Telemetry', '{metrics: [{overrides: [{}]}]}'),
    hits: ['it spec.metrics[0].overrides'],
  },
  {
    desc: 'lets a Telemetry of ztunnel be',
    yaml:
      ambient + other('telemetry.istio.io/v1', 'Telemetry', '{metrics: [{reportingInterval: 5s}]}'),
    hits: [],
  },
  {
    desc: 'lets sidecars be',
    yaml: namespace('{istio-injection: enabled}') + policy(getOnly),
    hits: [],
  },
  {
    desc: 'lets selected sidecars be',
    yaml: namespace('{istio-injection: enabled}') + cart + policy(`${ofCart}, ${getOnly}`),
    hits: [],
  },
  {
    desc: 'lets what is attached be',
    yaml: ambient + policy(`targetRefs: [{kind: Service, name: cart}], ${getOnly}`),
    hits: [],
  },
  {
    desc: 'lets what ztunnel knows be',
    yaml:
      ambient +
      policy(
        'action: DENY, rules: [{from: [{source: {principals: [a], ipBlocks: [b]}}], to: [{operation: {ports: ["80"]}}], when: [{key: source.ip, values: [a]}]}]',
      ),
    hits: [],
  },
  { desc: 'lets nonsense be', yaml: ambient + policy('rules: [7, {to: 7, when: [{}]}]'), hits: [] },
]

describe('needsWaypoint', () => {
  it.each(cases)('$desc', (one) => {
    expect(checkRule(needsWaypoint, one)).toEqual(one.hits)
  })

  it.each([
    {
      rest: 'action: ALLOW, rules: [{to: [{operation: {paths: [/a]}}]}]',
      severity: 'warning',
      text: 'are left out and more is refused',
    },
    {
      rest: 'action: DENY, rules: [{to: [{operation: {paths: [/a]}}]}]',
      severity: 'error',
      text: 'this DENY policy has no effect',
    },
    {
      rest: 'action: DENY, rules: [{from: [{source: {namespaces: [a]}}], to: [{operation: {paths: [/a], ports: ["80"]}}]}]',
      severity: 'warning',
      text: 'denies without them',
    },
    {
      rest: 'action: DENY, rules: [{from: [{source: {namespaces: [a]}}], when: [{key: request.host, values: [a]}]}]',
      severity: 'error',
      text: 'this DENY policy has no effect',
    },
  ])('tells what becomes of $rest', ({ rest, severity, text }) => {
    const validator = new Validator({ rules: [needsWaypoint] })
    validator.apply({ put: objectsOf(ambient + policy(rest)) })
    const [finding] = validator.findings()
    expect(finding).toMatchObject({ severity })
    expect(finding?.message).toContain(text)
  })

  it('offers nothing where the waypoint is not there or not for services', () => {
    const validator = new Validator({ rules: [needsWaypoint] })
    validator.apply({ put: objectsOf(served + policy(getOnly)) })
    expect(validator.findings().map(({ fix }) => fix)).toEqual([null])
    validator.apply({
      put: objectsOf(
        waypoint.replace('name: wp', 'name: wp, labels: {istio.io/waypoint-for: workload}'),
      ),
    })
    expect(validator.findings().map(({ fix }) => fix)).toEqual([null])
    validator.apply({ put: objectsOf(waypoint) })
    expect(validator.findings().map(({ fix }) => fix?.title)).toEqual([
      'Attach it to the waypoint wp',
    ])
  })
})
