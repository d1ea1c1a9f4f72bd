import { describe, expect, it } from 'vitest'
import { checkRule, type RuleCase } from '../../../../../test/support/check-rule.ts'
import { annotationUnknown } from './annotation-unknown.ts'

const given = (annotations: string, kind = 'Service'): string => `
apiVersion: v1
kind: ${kind}
metadata: { name: web, annotations: ${annotations} }`

const cases: readonly RuleCase[] = [
  {
    desc: 'finds a name that nobody knows',
    yaml: given('{ networking.istio.io/magic: "1" }'),
    hits: ['web metadata.annotations["networking.istio.io/magic"]'],
  },
  {
    desc: 'finds a slip, and corrects it',
    yaml: given('{ networking.istio.io/exportsTo: "." }'),
    hits: ['web metadata.annotations["networking.istio.io/exportsTo"]'],
  },
  {
    desc: 'finds it on the template of pods',
    yaml: `
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec: { template: { metadata: { annotations: { sidecar.istio.io/proxycpu: 100m } } } }`,
    hits: ['web spec.template.metadata.annotations["sidecar.istio.io/proxycpu"]'],
  },
  {
    desc: 'is content with a name of the list',
    yaml: given('{ networking.istio.io/exportTo: "." }'),
    hits: [],
  },
  {
    desc: 'lets other domains be',
    yaml: given('{ example.com/istio: x, notistio.io/x: y, plain: z }'),
    hits: [],
  },
  {
    desc: 'lets annotations of its tools be',
    yaml: given('{ install.operator.istio.io/owner: x }'),
    hits: [],
  },
  {
    desc: 'says nothing of values that are no text',
    yaml: given('{ networking.istio.io/magic: 7 }'),
    hits: [],
  },
]

describe('annotation-unknown', () => {
  it.each(cases)('$desc', ({ hits, ...rest }) => {
    expect(checkRule(annotationUnknown, rest)).toEqual(hits)
  })
})
