import { describe, expect, it } from 'vitest'
import { checkRule, type RuleCase } from '../../../../../test/support/check-rule.ts'
import { waypointWithoutAmbient } from './waypoint-without-ambient.ts'

const given = (parts: {
  namespace?: string
  service?: string
  pod?: string
  spec?: string
}): string => `
apiVersion: v1
kind: Namespace
metadata: { name: shop, labels: ${parts.namespace ?? '{}'} }
---
apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop, labels: ${parts.service ?? '{}'} }
spec: { selector: { app: web } }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
spec: { template: { metadata: { labels: { app: web${parts.pod ?? ''} } }, spec: { containers: [{ name: app }${parts.spec ?? ''}] } } }`
const use = 'istio.io/use-waypoint: way'
const ambient = 'istio.io/dataplane-mode: ambient'

const cases: readonly RuleCase[] = [
  {
    desc: 'finds a namespace that is not ambient',
    yaml: given({ namespace: `{ ${use} }` }),
    hits: ['shop metadata.labels["istio.io/use-waypoint"]'],
  },
  {
    desc: 'finds a service that is not ambient',
    yaml: given({ service: `{ ${use} }` }),
    hits: ['web metadata.labels["istio.io/use-waypoint"]'],
  },
  {
    desc: 'finds pods that are not ambient',
    yaml: given({ pod: `, ${use}` }),
    hits: ['web spec.template.metadata.labels["istio.io/use-waypoint"]'],
  },
  {
    desc: 'finds pods with sidecars in an ambient namespace',
    yaml: given({ namespace: `{ ${ambient} }`, pod: `, ${use}`, spec: ', { name: istio-proxy }' }),
    hits: ['web spec.template.metadata.labels["istio.io/use-waypoint"]'],
  },
  {
    desc: 'is content with an ambient namespace',
    yaml: given({ namespace: `{ ${ambient}, ${use} }`, service: `{ ${use} }`, pod: `, ${use}` }),
    hits: [],
  },
  {
    desc: 'is content with pods that are ambient themselves',
    yaml: given({ namespace: `{ ${use} }`, pod: `, ${ambient}` }),
    hits: [],
  },
  {
    desc: 'is content with a refusal',
    yaml: given({ service: '{ istio.io/use-waypoint: none }' }),
    hits: [],
  },
  {
    desc: 'is content with a waypoint for ingress',
    yaml: given({ service: `{ ${use}, istio.io/ingress-use-waypoint: "true" }` }),
    hits: [],
  },
  {
    desc: 'says nothing of an empty namespace',
    yaml: given({ namespace: `{ ${use} }` }).split('---')[0] ?? '',
    hits: [],
  },
]

describe('waypoint-without-ambient', () => {
  it.each(cases)('$desc', ({ hits, ...rest }) => {
    expect(checkRule(waypointWithoutAmbient, rest)).toEqual(hits)
  })
})
