import { describe, expect, it } from 'vitest'
import { checkRule, type RuleCase } from '../../../../../test/support/check-rule.ts'
import { revisionUnknown } from './revision-unknown.ts'

const plane = `
apiVersion: apps/v1
kind: Deployment
metadata: { name: istiod-1-31, namespace: istio-system, labels: { app: istiod, istio.io/rev: stable-1-31 } }
---
apiVersion: admissionregistration.k8s.io/v1
kind: MutatingWebhookConfiguration
metadata: { name: istio-revision-tag-prod, labels: { istio.io/rev: stable-1-31, istio.io/tag: prod } }
---`
const namespace = (revision: string): string => `
apiVersion: v1
kind: Namespace
metadata: { name: shop, labels: { istio.io/rev: ${revision} } }`
const deployment = (revision: string): string => `
apiVersion: apps/v1
kind: Deployment
metadata: { name: web, labels: { istio.io/rev: other } }
spec: { template: { metadata: { labels: { istio.io/rev: ${revision} } } } }`

const cases: readonly RuleCase[] = [
  {
    desc: 'finds a revision that is not there',
    yaml: plane + namespace('canary'),
    hits: ['shop metadata.labels["istio.io/rev"]'],
  },
  {
    desc: 'offers the nearest',
    yaml: plane + namespace('prodd'),
    hits: ['shop metadata.labels["istio.io/rev"]'],
  },
  {
    desc: 'finds it on the template of pods',
    yaml: plane + deployment('canary'),
    hits: ['web spec.template.metadata.labels["istio.io/rev"]'],
  },
  { desc: 'is content with a revision', yaml: plane + namespace('stable-1-31'), hits: [] },
  { desc: 'is content with a tag', yaml: plane + deployment('prod'), hits: [] },
  { desc: 'says nothing where no control plane is known', yaml: namespace('canary'), hits: [] },
  { desc: 'says nothing of an empty label', yaml: plane + namespace('""'), hits: [] },
]

describe('revision-unknown', () => {
  it.each(cases)('$desc', ({ hits, ...rest }) => {
    expect(checkRule(revisionUnknown, rest)).toEqual(hits)
  })
})
