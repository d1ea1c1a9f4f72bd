import { describe, expect, it } from 'vitest'
import { checkRule, type RuleCase } from '../../../../../test/support/check-rule.ts'
import { selectsGateway } from './selects-gateway.ts'

const label = 'gateway.networking.k8s.io/gateway-name'
const workload = (name: string, labels: string, namespace = 'default'): string =>
  `{apiVersion: apps/v1, kind: Deployment, metadata: {name: ${name}, namespace: ${namespace}}, spec: {template: {metadata: {labels: {${labels}}}}}}\n---\n`
const front = workload('front-istio', `${label}: front, app: edge`)
const gateway = `{apiVersion: gateway.networking.k8s.io/v1, kind: Gateway, metadata: {name: front}, spec: {gatewayClassName: istio}}\n---\n`
const policy = (spec: string): string =>
  `{apiVersion: security.istio.io/v1, kind: AuthorizationPolicy, metadata: {name: it}, spec: ${spec}}\n---\n`
const place = 'it spec.selector.matchLabels'

const cases: readonly RuleCase[] = [
  {
    desc: "finds the gateway's own label, and offers targetRefs",
    yaml: gateway + front + policy(`{selector: {matchLabels: {${label}: front}}}`),
    hits: [place],
  },
  {
    desc: 'finds any label of its pods',
    yaml: front + policy('{selector: {matchLabels: {app: edge}}}'),
    hits: [place],
  },
  {
    desc: 'finds several gateways, one finding each',
    yaml:
      front +
      workload('back-istio', `${label}: back, app: edge`) +
      policy('{selector: {matchLabels: {app: edge}}}'),
    hits: [place, place],
  },
  {
    desc: 'finds it beside other workloads',
    yaml: front + workload('other', 'app: edge') + policy('{selector: {matchLabels: {app: edge}}}'),
    hits: [place],
  },
  {
    desc: 'lets other workloads be',
    yaml: front + workload('cart', 'app: cart') + policy('{selector: {matchLabels: {app: cart}}}'),
    hits: [],
  },
  {
    desc: 'lets gateways of Istio’s own kind be',
    yaml:
      workload('ingress', 'istio: ingress') + policy('{selector: {matchLabels: {istio: ingress}}}'),
    hits: [],
  },
  {
    desc: 'lets what has targetRefs be',
    yaml:
      front +
      policy(`{selector: {matchLabels: {app: edge}}, targetRefs: [{kind: Gateway, name: front}]}`),
    hits: [],
  },
  {
    desc: 'lets gateways of other namespaces be',
    yaml:
      workload('front-istio', `${label}: front, app: edge`, 'web') +
      policy('{selector: {matchLabels: {app: edge}}}'),
    hits: [],
  },
  { desc: 'lets no selector be', yaml: front + policy('{}'), hits: [] },
]

describe('selectsGateway', () => {
  it.each(cases)('$desc', (one) => {
    expect(checkRule(selectsGateway, one)).toEqual(one.hits)
  })
})
