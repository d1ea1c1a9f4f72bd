import { describe, expect, it } from 'vitest'
import { checkRule, type RuleCase } from '../../../../../test/support/check-rule.ts'
import type { TrafficFacts } from '../../../../seams/rule.ts'
import { subsetEmptyWithTraffic } from './subset-empty-with-traffic.ts'

const virtual = (spec: string): string =>
  `{apiVersion: networking.istio.io/v1, kind: VirtualService, metadata: {name: it}, spec: ${spec}}\n---\n`
const pod = (version: string, phase = 'Running'): string =>
  `{apiVersion: v1, kind: Pod, metadata: {name: a-${version}, labels: {app: a, version: ${version}}}, status: {phase: ${phase}}}\n---\n`
const a =
  '{apiVersion: v1, kind: Service, metadata: {name: a}, spec: {selector: {app: a}}}\n---\n' +
  '{apiVersion: networking.istio.io/v1, kind: DestinationRule, metadata: {name: a}, spec: {host: a, subsets: [{name: v1, labels: {version: v1}}, {name: v2, labels: {version: v2}}]}}\n---\n'
const share = (v1: number, v2: number): string =>
  virtual(
    `{hosts: [a], http: [{route: [{destination: {host: a, subset: v1}, weight: ${v1}}, {destination: {host: a, subset: v2}, weight: ${v2}}]}]}`,
  )
const calls = (perSecond: number | null): TrafficFacts => ({
  isCalled: (host) => host === 'a.default.svc.cluster.local' && perSecond !== null && perSecond > 0,
  perSecondTo: (host) => (host === 'a.default.svc.cluster.local' ? perSecond : null),
  perSecondToVersion: () => null,
  plainTextPerSecondTo: () => null,
})

const cases: readonly RuleCase[] = [
  {
    desc: 'finds a share for nobody',
    yaml: a + pod('v1') + share(80, 20),
    hits: ['it spec.http[0].route[1].destination.subset'],
    traffic: calls(5),
  },
  {
    desc: 'does not count pods that have ended',
    yaml: a + pod('v1') + pod('v2', 'Failed') + share(80, 20),
    hits: ['it spec.http[0].route[1].destination.subset'],
    traffic: calls(5),
  },
  {
    desc: 'finds the only destination',
    yaml: a + virtual('{hosts: [a], http: [{route: [{destination: {host: a, subset: v2}}]}]}'),
    hits: ['it spec.http[0].route[0].destination.subset'],
    traffic: calls(0.1),
  },
  {
    desc: 'lets pods be',
    yaml: a + pod('v1') + pod('v2') + share(80, 20),
    hits: [],
    traffic: calls(5),
  },
  { desc: 'lets no share be', yaml: a + pod('v1') + share(100, 0), hits: [], traffic: calls(5) },
  {
    desc: 'lets a host be that nobody calls',
    yaml: a + pod('v1') + share(80, 20),
    hits: [],
    traffic: calls(0),
  },
  {
    desc: 'lets a subset be that is not defined',
    yaml: a + virtual('{hosts: [a], http: [{route: [{destination: {host: a, subset: v3}}]}]}'),
    hits: [],
    traffic: calls(5),
  },
  { desc: 'says nothing without traffic', yaml: a + pod('v1') + share(80, 20), hits: [] },
  {
    desc: 'lets nonsense be',
    yaml: a + virtual('{http: [{route: [{destination: {host: a, subset: 7}, weight: x}, 8]}]}'),
    hits: [],
    traffic: calls(5),
  },
]

describe('subsetEmptyWithTraffic', () => {
  it.each(cases)('$desc', (one) => {
    expect(checkRule(subsetEmptyWithTraffic, one)).toEqual(one.hits)
  })
})
