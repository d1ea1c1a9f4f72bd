import { describe, expect, it } from 'vitest'
import { checkRule, type RuleCase } from '../../../../../test/support/check-rule.ts'
import { waypointMissing } from './waypoint-missing.ts'

const gateway = (name: string, className = 'istio-waypoint', namespace = 'shop'): string => `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: ${name}, namespace: ${namespace} }
spec: { gatewayClassName: ${className} }
---`
const namespace = (labels: string): string => `
apiVersion: v1
kind: Namespace
metadata: { name: shop, labels: ${labels} }`
const place = 'shop metadata.labels["istio.io/use-waypoint"]'

const cases: readonly RuleCase[] = [
  {
    desc: 'finds a waypoint that is nowhere',
    yaml: namespace('{ istio.io/use-waypoint: way }'),
    hits: [place],
  },
  {
    desc: 'offers the nearest',
    yaml: gateway('waypoint') + namespace('{ istio.io/use-waypoint: waypiont }'),
    hits: [place],
  },
  {
    desc: 'finds a waypoint that is in another namespace',
    yaml: gateway('way', 'istio-waypoint', 'infra') + namespace('{ istio.io/use-waypoint: way }'),
    hits: [place],
  },
  {
    desc: 'finds a gateway that is none',
    yaml: gateway('way', 'istio') + namespace('{ istio.io/use-waypoint: way }'),
    hits: [place],
  },
  {
    desc: 'finds it at the pods of a workload',
    yaml: `
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec: { template: { metadata: { labels: { istio.io/use-waypoint: way } } } }`,
    hits: ['web spec.template.metadata.labels["istio.io/use-waypoint"]'],
  },
  {
    desc: 'is content with a waypoint that is there',
    yaml: gateway('way') + namespace('{ istio.io/use-waypoint: way }'),
    hits: [],
  },
  {
    desc: 'is content with one of the namespace that is named',
    yaml:
      gateway('way', 'istio-waypoint', 'infra') +
      namespace('{ istio.io/use-waypoint: way, istio.io/use-waypoint-namespace: infra }'),
    hits: [],
  },
  { desc: 'is content with none', yaml: namespace('{ istio.io/use-waypoint: none }'), hits: [] },
  {
    desc: 'says nothing of an empty label',
    yaml: namespace('{ istio.io/use-waypoint: "" }'),
    hits: [],
  },
]

describe('waypoint-missing', () => {
  it.each(cases)('$desc', ({ hits, ...rest }) => {
    expect(checkRule(waypointMissing, rest)).toEqual(hits)
  })
})
