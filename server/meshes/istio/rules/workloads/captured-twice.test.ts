import { describe, expect, it } from 'vitest'
import { checkRule, type RuleCase } from '../../../../../test/support/check-rule.ts'
import { capturedTwice } from './captured-twice.ts'

const given = (meta: string, containers: string, namespace = '{}'): string => `
apiVersion: v1
kind: Namespace
metadata: { name: shop, labels: ${namespace} }
---
apiVersion: v1
kind: Pod
metadata: { name: web, namespace: shop, ${meta} }
spec: { containers: ${containers} }`
const app = '[{ name: app }]'
const withProxy = '[{ name: app }, { name: istio-proxy }]'
const ambient = '{ istio.io/dataplane-mode: ambient }'
const redirected = 'annotations: { ambient.istio.io/redirection: enabled }'
const redirection = 'web metadata.annotations["ambient.istio.io/redirection"]'

const cases: readonly RuleCase[] = [
  {
    desc: 'finds redirection beside a label for a sidecar',
    yaml: given(`${redirected}, labels: { sidecar.istio.io/inject: "true" }`, app),
    hits: [redirection],
  },
  {
    desc: 'finds redirection beside a sidecar',
    yaml: given(redirected, withProxy),
    hits: [redirection],
  },
  {
    desc: 'finds a sidecar beside a label for ambient mode',
    yaml: given(`labels: ${ambient}`, withProxy),
    hits: ['web metadata.labels["istio.io/dataplane-mode"]'],
  },
  {
    desc: 'finds a sidecar in an ambient namespace',
    yaml: given('labels: {}', withProxy, ambient),
    hits: ['web spec.containers'],
  },
  {
    desc: 'is content with a pod that is ambient',
    yaml: given(redirected, app, ambient),
    hits: [],
  },
  { desc: 'is content with a sidecar elsewhere', yaml: given('labels: {}', withProxy), hits: [] },
  {
    desc: 'is content with a pod that is meant to be apart',
    yaml: given('labels: { istio.io/dataplane-mode: none }', withProxy, ambient),
    hits: [],
  },
  {
    desc: 'lets a gateway in an ambient namespace be',
    yaml: given('labels: {}', '[{ name: istio-proxy }]', ambient),
    hits: [],
  },
  {
    desc: 'waits for redirection that is under way',
    yaml: given(
      'annotations: { ambient.istio.io/redirection: pending }, labels: { sidecar.istio.io/inject: "true" }',
      app,
    ),
    hits: [],
  },
]

describe('captured-twice', () => {
  it.each(cases)('$desc', ({ hits, ...rest }) => {
    expect(checkRule(capturedTwice, rest)).toEqual(hits)
  })
})
