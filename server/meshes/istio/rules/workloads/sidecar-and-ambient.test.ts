import { describe, expect, it } from 'vitest'
import { checkRule, type RuleCase } from '../../../../../test/support/check-rule.ts'
import { sidecarAndAmbient } from './sidecar-and-ambient.ts'

const given = (namespace: string, pod = '{ app: web }'): string => `
apiVersion: v1
kind: Namespace
metadata: { name: shop, labels: ${namespace} }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
spec: { template: { metadata: { labels: ${pod} }, spec: { containers: [{ name: app }] } } }`
const ambient = 'istio.io/dataplane-mode: ambient'

const cases: readonly RuleCase[] = [
  {
    desc: 'finds a namespace with both',
    yaml: given(`{ istio-injection: enabled, ${ambient} }`),
    hits: ['shop metadata.labels["istio.io/dataplane-mode"]'],
  },
  {
    desc: 'finds a namespace with a revision',
    yaml: given(`{ istio.io/rev: canary, ${ambient} }`),
    hits: ['shop metadata.labels["istio.io/dataplane-mode"]'],
  },
  {
    desc: 'finds pods that ask for a sidecar in an ambient namespace',
    yaml: given(`{ ${ambient} }`, '{ sidecar.istio.io/inject: "true" }'),
    hits: ['web spec.template.metadata.labels["sidecar.istio.io/inject"]'],
  },
  {
    desc: 'finds pods that ask for ambient mode in an injected namespace',
    yaml: given('{ istio-injection: enabled }', `{ ${ambient} }`),
    hits: ['web spec.template.metadata.labels["istio.io/dataplane-mode"]'],
  },
  { desc: 'is content with ambient mode', yaml: given(`{ ${ambient} }`), hits: [] },
  { desc: 'is content with sidecars', yaml: given('{ istio-injection: enabled }'), hits: [] },
  {
    desc: 'is content with a refusal of one',
    yaml: given(`{ istio-injection: disabled, ${ambient} }`),
    hits: [],
  },
  {
    desc: 'is content with pods that choose',
    yaml: given('{ istio-injection: enabled }', `{ ${ambient}, sidecar.istio.io/inject: "false" }`),
    hits: [],
  },
]

describe('sidecar-and-ambient', () => {
  it.each(cases)('$desc', ({ hits, ...rest }) => {
    expect(checkRule(sidecarAndAmbient, rest)).toEqual(hits)
  })
})
