import { describe, expect, it } from 'vitest'
import { checkRule, type RuleCase } from '../../../../../test/support/check-rule.ts'
import { annotationAlpha } from './annotation-alpha.ts'

const given = (annotations: string, kind = 'Service'): string => `
apiVersion: v1
kind: ${kind}
metadata: { name: web, annotations: ${annotations} }`

const cases: readonly RuleCase[] = [
  {
    desc: 'finds one on a service',
    yaml: given('{ networking.istio.io/exportTo: "." }'),
    hits: ['web metadata.annotations["networking.istio.io/exportTo"]'],
  },
  {
    desc: 'finds one on a namespace',
    yaml: given('{ topology.istio.io/controlPlaneClusters: a }', 'Namespace'),
    hits: ['web metadata.annotations["topology.istio.io/controlPlaneClusters"]'],
  },
  {
    desc: 'finds one on the template of pods',
    yaml: `
apiVersion: apps/v1
kind: DaemonSet
metadata: { name: web }
spec: { template: { metadata: { annotations: { sidecar.istio.io/logLevel: debug } } } }`,
    hits: ['web spec.template.metadata.annotations["sidecar.istio.io/logLevel"]'],
  },
  {
    desc: 'is content with one that stays',
    yaml: given('{ traffic.istio.io/nodeSelector: a }'),
    hits: [],
  },
  {
    desc: 'lets pods be, as injection writes them',
    yaml: given('{ sidecar.istio.io/status: "{}" }', 'Pod'),
    hits: [],
  },
  {
    desc: 'leaves one that is going to another rule',
    yaml: given('{ alpha.istio.io/canonical-serviceaccounts: a }'),
    hits: [],
  },
]

describe('annotation-alpha', () => {
  it.each(cases)('$desc', ({ hits, ...rest }) => {
    expect(checkRule(annotationAlpha, rest)).toEqual(hits)
  })
})
