import { describe, expect, it } from 'vitest'
import { checkRule, type RuleCase } from '../../../../../test/support/check-rule.ts'
import { severalSelectOne } from './several-select-one.ts'

const cart = `{apiVersion: apps/v1, kind: Deployment, metadata: {name: cart}, spec: {template: {metadata: {labels: {app: cart, version: v1}}}}}\n---\n`
const peer = (name: string, labels: string, namespace = 'default'): string =>
  `{apiVersion: security.istio.io/v1, kind: PeerAuthentication, metadata: {name: ${name}, namespace: ${namespace}}, spec: {selector: {matchLabels: ${labels}}}}\n---\n`
const sidecar = (name: string, labels: string): string =>
  `{apiVersion: networking.istio.io/v1, kind: Sidecar, metadata: {name: ${name}}, spec: {workloadSelector: {labels: ${labels}}}}\n---\n`
const telemetry = (name: string, spec: string): string =>
  `{apiVersion: telemetry.istio.io/v1, kind: Telemetry, metadata: {name: ${name}}, spec: ${spec}}\n---\n`

const cases: readonly RuleCase[] = [
  {
    desc: 'finds two selectors that are the same',
    yaml: cart + peer('a', '{app: cart}') + peer('b', '{app: cart}'),
    hits: ['a spec.selector.matchLabels', 'b spec.selector.matchLabels'],
  },
  {
    desc: 'finds two selectors by different labels',
    yaml: cart + sidecar('a', '{app: cart}') + sidecar('b', '{version: v1}'),
    hits: ['a spec.workloadSelector.labels', 'b spec.workloadSelector.labels'],
  },
  {
    desc: 'finds one within the other',
    yaml:
      cart +
      telemetry('a', '{selector: {matchLabels: {app: cart, version: v1}}}') +
      telemetry('b', '{selector: {matchLabels: {app: cart}}}'),
    hits: ['a spec.selector.matchLabels', 'b spec.selector.matchLabels'],
  },
  {
    desc: 'lets selectors that part be',
    yaml: cart + peer('a', '{app: cart, version: v1}') + peer('b', '{app: cart, version: v2}'),
    hits: [],
  },
  {
    desc: 'lets selectors that meet nowhere be',
    yaml: peer('a', '{app: cart}') + peer('b', '{app: cart}'),
    hits: [],
  },
  {
    desc: 'looks at each namespace alone',
    yaml: cart + peer('a', '{app: cart}') + peer('b', '{app: cart}', 'shop'),
    hits: [],
  },
  {
    desc: 'counts each kind alone',
    yaml: cart + peer('a', '{app: cart}') + sidecar('b', '{app: cart}'),
    hits: [],
  },
  {
    desc: 'reads nonsense as no selector',
    yaml: cart + peer('a', '[]') + peer('b', '7'),
    hits: [],
  },
  {
    desc: 'lets what is attached be',
    yaml:
      cart +
      telemetry('a', '{selector: {matchLabels: {app: cart}}}') +
      telemetry(
        'b',
        '{selector: {matchLabels: {app: cart}}, targetRef: {kind: Gateway, name: gw}}',
      ),
    hits: [],
  },
]

describe('severalSelectOne', () => {
  it.each(cases)('$desc', (one) => {
    expect(checkRule(severalSelectOne, one)).toEqual(one.hits)
  })
})
