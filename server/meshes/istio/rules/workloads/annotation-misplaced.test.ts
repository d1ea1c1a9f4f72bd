import { describe, expect, it } from 'vitest'
import { checkRule, type RuleCase } from '../../../../../test/support/check-rule.ts'
import { annotationMisplaced } from './annotation-misplaced.ts'

const deployment = (own: string, ofPods = '{}'): string => `
apiVersion: apps/v1
kind: Deployment
metadata: { name: web, annotations: ${own} }
spec: { template: { metadata: { annotations: ${ofPods} } } }`
const other = (kind: string, annotations: string): string => `
apiVersion: v1
kind: ${kind}
metadata: { name: web, annotations: ${annotations} }`

const cases: readonly RuleCase[] = [
  {
    desc: 'finds one for pods on a Deployment',
    yaml: deployment('{ sidecar.istio.io/proxyCPU: 100m }'),
    hits: ['web metadata.annotations["sidecar.istio.io/proxyCPU"]'],
  },
  {
    desc: 'finds one for services on pods',
    yaml: deployment('{}', '{ networking.istio.io/exportTo: "." }'),
    hits: ['web spec.template.metadata.annotations["networking.istio.io/exportTo"]'],
  },
  {
    desc: 'finds one for pods on a namespace',
    yaml: other('Namespace', '{ sidecar.istio.io/inject: "true" }'),
    hits: ['web metadata.annotations["sidecar.istio.io/inject"]'],
  },
  {
    desc: 'is content on the template of pods',
    yaml: deployment('{}', '{ sidecar.istio.io/proxyCPU: 100m }'),
    hits: [],
  },
  {
    desc: 'is content on a pod',
    yaml: other('Pod', '{ sidecar.istio.io/proxyCPU: 100m }'),
    hits: [],
  },
  {
    desc: 'is content with one for anything',
    yaml: deployment('{ galley.istio.io/analyze-suppress: IST0107 }'),
    hits: [],
  },
  {
    desc: 'leaves names that nobody knows to another rule',
    yaml: other('Service', '{ networking.istio.io/magic: x }'),
    hits: [],
  },
]

describe('annotation-misplaced', () => {
  it.each(cases)('$desc', ({ hits, ...rest }) => {
    expect(checkRule(annotationMisplaced, rest)).toEqual(hits)
  })
})
