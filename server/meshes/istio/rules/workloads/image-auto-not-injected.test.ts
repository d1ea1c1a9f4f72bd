import { describe, expect, it } from 'vitest'
import { checkRule, type RuleCase } from '../../../../../test/support/check-rule.ts'
import { imageAutoNotInjected } from './image-auto-not-injected.ts'

const given = (labels: string, namespace = '{}', image = 'auto'): string => `
apiVersion: v1
kind: Namespace
metadata: { name: shop, labels: ${namespace} }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: gate, namespace: shop }
spec: { template: { metadata: { labels: ${labels} }, spec: { containers: [{ name: istio-proxy, image: ${image} }] } } }`
const place = 'gate spec.template.spec.containers[0].image'

const cases: readonly RuleCase[] = [
  {
    desc: 'finds a template that nobody injects, and labels it',
    yaml: given('{ app: gate }'),
    hits: [place],
  },
  {
    desc: 'finds a template that refuses',
    yaml: given('{ sidecar.istio.io/inject: "false" }', '{ istio-injection: enabled }'),
    hits: [place],
  },
  {
    desc: 'finds a namespace that refuses, whatever the pods say',
    yaml: given('{ sidecar.istio.io/inject: "true" }', '{ istio-injection: disabled }'),
    hits: [place],
  },
  {
    desc: 'finds a pod that was not injected, though it asks for it',
    yaml: `
apiVersion: v1
kind: Pod
metadata: { name: gate, labels: { sidecar.istio.io/inject: "true" } }
spec: { containers: [{ name: istio-proxy, image: auto }] }`,
    hits: ['gate spec.containers[0].image'],
  },
  {
    desc: 'is content with a template that asks',
    yaml: given('{ sidecar.istio.io/inject: "true" }'),
    hits: [],
  },
  {
    desc: 'is content with a namespace that asks',
    yaml: given('{ app: gate }', '{ istio-injection: enabled }'),
    hits: [],
  },
  {
    desc: 'is content with an image of its own',
    yaml: given('{ app: gate }', '{}', 'docker.io/istio/proxyv2:1.31.0'),
    hits: [],
  },
]

describe('image-auto-not-injected', () => {
  it.each(cases)('$desc', ({ hits, ...rest }) => {
    expect(checkRule(imageAutoNotInjected, rest)).toEqual(hits)
  })
})
