import { describe, expect, it } from 'vitest'
import { checkRule, type RuleCase } from '../../../../../test/support/check-rule.ts'
import { namespaceNotInjected } from './namespace-not-injected.ts'

const given = (labels: string, pod = '{ app: web }', name = 'shop'): string => `
apiVersion: v1
kind: Namespace
metadata: { name: ${name}, labels: ${labels} }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: ${name} }
spec: { template: { metadata: { labels: ${pod} } } }`
const injector = `
apiVersion: v1
kind: ConfigMap
metadata: { name: istio-sidecar-injector, namespace: istio-system }
data: { values: '{"sidecarInjectorWebhook": {"enableNamespacesByDefault": true}}' }
---`

const cases: readonly RuleCase[] = [
  {
    desc: 'finds a namespace without a word',
    yaml: given('{ team: a }'),
    hits: ['shop metadata.labels'],
  },
  { desc: 'finds one without labels', yaml: given('null'), hits: ['shop metadata.labels'] },
  {
    desc: 'tells of one that is injected by default',
    yaml: injector + given('{}'),
    hits: ['shop metadata.labels'],
  },
  { desc: 'is content with injection', yaml: given('{ istio-injection: enabled }'), hits: [] },
  { desc: 'is content with a refusal', yaml: given('{ istio-injection: disabled }'), hits: [] },
  {
    desc: 'is content with ambient mode',
    yaml: given('{ istio.io/dataplane-mode: ambient }'),
    hits: [],
  },
  {
    desc: 'is content when the pods say it themselves',
    yaml: given('{}', '{ sidecar.istio.io/inject: "true" }'),
    hits: [],
  },
  { desc: 'lets the namespace of a gateway be', yaml: given('{}', '{ istio: ingress }'), hits: [] },
  { desc: 'lets namespaces of Kubernetes be', yaml: given('{}', '{}', 'kube-system'), hits: [] },
  { desc: 'says nothing of an empty namespace', yaml: given('{}').split('---')[0] ?? '', hits: [] },
]

describe('namespace-not-injected', () => {
  it.each(cases)('$desc', ({ hits, ...rest }) => {
    expect(checkRule(namespaceNotInjected, rest)).toEqual(hits)
  })
})
