import { describe, expect, it } from 'vitest'
import { checkRule, type RuleCase } from '../../../../../test/support/check-rule.ts'
import { waypointForOther } from './waypoint-for-other.ts'

const way = (labels: string): string => `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: way, labels: ${labels} }
spec: { gatewayClassName: istio-waypoint }
---`
const service = `
apiVersion: v1
kind: Service
metadata: { name: web, labels: { istio.io/use-waypoint: way } }`
const pod = `
apiVersion: v1
kind: Pod
metadata: { name: web, labels: { istio.io/use-waypoint: way } }`
const hit = ['web metadata.labels["istio.io/use-waypoint"]']

const cases: readonly RuleCase[] = [
  {
    desc: 'finds a service at a waypoint for workloads',
    yaml: way('{ istio.io/waypoint-for: workload }') + service,
    hits: hit,
  },
  {
    desc: 'finds a pod at a waypoint that says nothing, and is for services',
    yaml: way('{}') + pod,
    hits: hit,
  },
  {
    desc: 'finds a waypoint for nothing',
    yaml: way('{ istio.io/waypoint-for: none }') + service,
    hits: hit,
  },
  {
    desc: 'is content with a service at a waypoint that says nothing',
    yaml: way('{}') + service,
    hits: [],
  },
  {
    desc: 'is content with a waypoint for all',
    yaml: way('{ istio.io/waypoint-for: all }') + pod,
    hits: [],
  },
  { desc: 'leaves a waypoint that is not there to another rule', yaml: pod, hits: [] },
  {
    desc: 'says nothing of a refusal',
    yaml: way('{}') + pod.replace('use-waypoint: way', 'use-waypoint: none'),
    hits: [],
  },
]

describe('waypoint-for-other', () => {
  it.each(cases)('$desc', ({ hits, ...rest }) => {
    expect(checkRule(waypointForOther, rest)).toEqual(hits)
  })
})
