import { describe, expect, it } from 'vitest'
import { checkRule, type RuleCase } from '../../../../../test/support/check-rule.ts'
import { twoProxies } from './two-proxies.ts'

const given = (spec: string, annotations = '{}', namespace = '{}'): string => `
apiVersion: v1
kind: Namespace
metadata: { name: shop, labels: ${namespace} }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
spec: { template: { metadata: { annotations: ${annotations} }, spec: ${spec} } }`
const bare = '{ containers: [{ name: app }] }'

const cases: readonly RuleCase[] = [
  {
    desc: 'finds the proxies of two meshes',
    yaml: given('{ containers: [{ name: istio-proxy }, { name: linkerd-proxy }] }'),
    hits: ['web spec.template.spec.containers[1].name'],
  },
  {
    desc: 'finds a native one beside a plain one',
    yaml: given(
      '{ initContainers: [{ name: istio-proxy, restartPolicy: Always }], containers: [{ name: istio-proxy }] }',
    ),
    hits: ['web spec.template.spec.containers[0].name'],
  },
  {
    desc: 'finds a pod that is asked to get two',
    yaml: given(bare, '{ linkerd.io/inject: enabled }', '{ istio-injection: enabled }'),
    hits: ['web spec.template.metadata.annotations["linkerd.io/inject"]'],
  },
  {
    desc: 'finds one that has one and gets another',
    yaml: given('{ containers: [{ name: istio-proxy }] }', '{ linkerd.io/inject: ingress }'),
    hits: ['web spec.template.metadata.annotations["linkerd.io/inject"]'],
  },
  {
    desc: 'is content with one',
    yaml: given(
      '{ containers: [{ name: app }, { name: istio-proxy }] }',
      '{}',
      '{ istio-injection: enabled }',
    ),
    hits: [],
  },
  {
    desc: 'knows init containers that end',
    yaml: given('{ initContainers: [{ name: istio-proxy }], containers: [{ name: istio-proxy }] }'),
    hits: [],
  },
  {
    desc: 'is content with another mesh alone',
    yaml: given(bare, '{ linkerd.io/inject: enabled }'),
    hits: [],
  },
  {
    desc: 'is content with one of two refused',
    yaml: given(
      bare,
      '{ linkerd.io/inject: enabled, sidecar.istio.io/inject: "false" }',
      '{ istio-injection: enabled }',
    ),
    hits: [],
  },
  {
    desc: 'says nothing of containers that are none',
    yaml: given('{ containers: [null, text, {}] }'),
    hits: [],
  },
]

describe('two-proxies', () => {
  it.each(cases)('$desc', ({ hits, ...rest }) => {
    expect(checkRule(twoProxies, rest)).toEqual(hits)
  })
})
