import { describe, expect, it } from 'vitest'
import { checkRule, type RuleCase } from '../../../../../test/support/check-rule.ts'
import { severalWithoutSelector } from './several-without-selector.ts'

const peer = (name: string, spec: string, namespace = 'default'): string =>
  `{apiVersion: security.istio.io/v1, kind: PeerAuthentication, metadata: {name: ${name}, namespace: ${namespace}}, spec: ${spec}}\n---\n`
const sidecar = (name: string, spec: string): string =>
  `{apiVersion: networking.istio.io/v1, kind: Sidecar, metadata: {name: ${name}}, spec: ${spec}}\n---\n`
const telemetry = (name: string, spec: string): string =>
  `{apiVersion: telemetry.istio.io/v1, kind: Telemetry, metadata: {name: ${name}}, spec: ${spec}}\n---\n`

const cases: readonly RuleCase[] = [
  {
    desc: 'finds two for one namespace, at both',
    yaml: peer('a', '{mtls: {mode: STRICT}}') + peer('b', '{}'),
    hits: ['a spec.selector', 'b spec.selector'],
  },
  {
    desc: 'takes an empty selector for none',
    yaml: sidecar('a', '{workloadSelector: {labels: {}}}') + sidecar('b', '{}'),
    hits: ['a spec.workloadSelector', 'b spec.workloadSelector'],
  },
  {
    desc: 'finds telemetries of three',
    yaml: telemetry('a', '{}') + telemetry('b', '{}') + telemetry('c', '{selector: 7}'),
    hits: ['a spec.selector', 'b spec.selector', 'c spec.selector'],
  },
  { desc: 'lets one alone be', yaml: peer('a', '{}'), hits: [] },
  {
    desc: 'lets a second with a selector be',
    yaml: peer('a', '{}') + peer('b', '{selector: {matchLabels: {app: cart}}}'),
    hits: [],
  },
  {
    desc: 'looks at each namespace alone',
    yaml: peer('a', '{}') + peer('b', '{}', 'shop'),
    hits: [],
  },
  {
    desc: 'counts each kind alone',
    yaml: peer('a', '{}') + sidecar('b', '{}') + telemetry('c', '{}'),
    hits: [],
  },
  {
    desc: 'lets what is attached to a gateway be',
    yaml: telemetry('a', '{}') + telemetry('b', '{targetRefs: [{kind: Gateway, name: gw}]}'),
    hits: [],
  },
]

describe('severalWithoutSelector', () => {
  it.each(cases)('$desc', (one) => {
    expect(checkRule(severalWithoutSelector, one)).toEqual(one.hits)
  })
})
