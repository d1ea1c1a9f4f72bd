import { describe, expect, it } from 'vitest'
import { checkRule, type RuleCase } from '../../../../../test/support/check-rule.ts'
import { annotationDeprecated } from './annotation-deprecated.ts'

const given = (annotations: string, labels = '{}'): string => `
apiVersion: v1
kind: Pod
metadata: { name: web, annotations: ${annotations}, labels: ${labels} }`

const cases: readonly RuleCase[] = [
  {
    desc: 'finds injection by annotation',
    yaml: given('{ sidecar.istio.io/inject: "true" }'),
    hits: ['web metadata.annotations["sidecar.istio.io/inject"]'],
  },
  {
    desc: 'finds another that is going',
    yaml: given('{ sidecar.istio.io/extraStatTags: a }'),
    hits: ['web metadata.annotations["sidecar.istio.io/extraStatTags"]'],
  },
  {
    desc: 'finds it on a service',
    yaml: given('{ alpha.istio.io/canonical-serviceaccounts: a }').replace('Pod', 'Service'),
    hits: ['web metadata.annotations["alpha.istio.io/canonical-serviceaccounts"]'],
  },
  {
    desc: 'is content with the label beside it',
    yaml: given('{ sidecar.istio.io/inject: "true" }', '{ sidecar.istio.io/inject: "true" }'),
    hits: [],
  },
  {
    desc: 'is content with one that stays',
    yaml: given('{ proxy.istio.io/config: "{}" }'),
    hits: [],
  },
  {
    desc: 'leaves names that nobody knows to another rule',
    yaml: given('{ sidecar.istio.io/magic: a }'),
    hits: [],
  },
  {
    desc: 'says nothing of a pod that has an owner',
    yaml: given('{ sidecar.istio.io/inject: "true" }').replace(
      'name: web',
      'name: web, ownerReferences: [{ kind: ReplicaSet, controller: true }]',
    ),
    hits: [],
  },
]

describe('annotation-deprecated', () => {
  it.each(cases)('$desc', ({ hits, ...rest }) => {
    expect(checkRule(annotationDeprecated, rest)).toEqual(hits)
  })
})
