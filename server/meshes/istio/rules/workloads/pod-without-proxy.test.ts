import { describe, expect, it } from 'vitest'
import { checkRule, type RuleCase } from '../../../../../test/support/check-rule.ts'
import { podWithoutProxy } from './pod-without-proxy.ts'

const given = (pod: string, namespace = '{ istio-injection: enabled }', rest = ''): string => `
apiVersion: v1
kind: Namespace
metadata: { name: shop, labels: ${namespace} }
---
apiVersion: v1
kind: Pod
metadata: { name: web, namespace: shop${rest} }
spec: ${pod}`
const bare = '{ containers: [{ name: app }] }'

const cases: readonly RuleCase[] = [
  {
    desc: 'finds a pod in a namespace with injection',
    yaml: given(bare),
    hits: ['web spec.containers'],
  },
  {
    desc: 'finds a pod in a namespace with a revision',
    yaml: given(bare, '{ istio.io/rev: canary }'),
    hits: ['web spec.containers'],
  },
  {
    desc: 'finds a pod that asks itself',
    yaml: given(bare, '{}', ', labels: { sidecar.istio.io/inject: "true" }'),
    hits: ['web spec.containers'],
  },
  {
    desc: 'is content with a sidecar',
    yaml: given('{ containers: [{ name: app }, { name: istio-proxy }] }'),
    hits: [],
  },
  {
    desc: 'is content with a native sidecar',
    yaml: given('{ initContainers: [{ name: istio-proxy }], containers: [{ name: app }] }'),
    hits: [],
  },
  {
    desc: 'is content with a pod that refuses',
    yaml: given(
      bare,
      '{ istio-injection: enabled }',
      ', annotations: { sidecar.istio.io/inject: "false" }',
    ),
    hits: [],
  },
  {
    desc: 'is content on the network of the host',
    yaml: given('{ hostNetwork: true, containers: [{ name: app }] }'),
    hits: [],
  },
  {
    desc: 'is content in ambient mode',
    yaml: given(bare, '{ istio.io/dataplane-mode: ambient }'),
    hits: [],
  },
  {
    desc: 'lets a job that is done be',
    yaml: `${given(bare)}\nstatus: { phase: Succeeded }`,
    hits: [],
  },
  { desc: 'says nothing of a pod of which only metadata is known', yaml: given('null'), hits: [] },
]

describe('pod-without-proxy', () => {
  it.each(cases)('$desc', ({ hits, ...rest }) => {
    expect(checkRule(podWithoutProxy, rest)).toEqual(hits)
  })
})
