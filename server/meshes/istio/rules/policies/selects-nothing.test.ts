import { describe, expect, it } from 'vitest'
import { checkRule, type RuleCase } from '../../../../../test/support/check-rule.ts'
import { selectsNothing } from './selects-nothing.ts'

const cart = `{apiVersion: apps/v1, kind: Deployment, metadata: {name: cart, namespace: shop}, spec: {template: {metadata: {labels: {app: cart}}}}}\n---\n`
const object = (kind: string, spec: string, namespace = 'shop'): string => {
  const group = kind === 'Sidecar' ? 'networking' : 'security'
  return `{apiVersion: ${group}.istio.io/v1, kind: ${kind}, metadata: {name: it, namespace: ${namespace}}, spec: ${spec}}\n---\n`
}

const cases: readonly RuleCase[] = [
  {
    desc: 'finds a label that nobody has',
    yaml: cart + object('AuthorizationPolicy', '{selector: {matchLabels: {app: payment}}}'),
    hits: ['it spec.selector.matchLabels'],
  },
  {
    desc: 'offers the label that is a letter off',
    yaml: cart + object('PeerAuthentication', '{selector: {matchLabels: {app: cartt}}}'),
    hits: ['it spec.selector.matchLabels'],
  },
  {
    desc: 'finds it by the other name of the field',
    yaml: cart + object('Sidecar', '{workloadSelector: {labels: {app: cart, version: v2}}}'),
    hits: ['it spec.workloadSelector.labels'],
  },
  {
    desc: 'looks in its own namespace alone',
    yaml: cart + object('RequestAuthentication', '{selector: {matchLabels: {app: cart}}}', 'web'),
    hits: ['it spec.selector.matchLabels'],
  },
  {
    desc: 'looks everywhere from the root namespace',
    yaml:
      cart +
      object('AuthorizationPolicy', '{selector: {matchLabels: {app: cart}}}', 'istio-system'),
    hits: [],
  },
  {
    desc: 'finds nothing anywhere from the root namespace',
    yaml:
      cart + object('AuthorizationPolicy', '{selector: {matchLabels: {app: no}}}', 'istio-system'),
    hits: ['it spec.selector.matchLabels'],
  },
  {
    desc: 'lets a selector that matches be',
    yaml: cart + object('AuthorizationPolicy', '{selector: {matchLabels: {app: cart}}}'),
    hits: [],
  },
  { desc: 'lets no selector be', yaml: object('AuthorizationPolicy', '{}'), hits: [] },
  { desc: 'lets nonsense be', yaml: object('AuthorizationPolicy', '{selector: [7]}'), hits: [] },
  {
    desc: 'lets a PeerAuthentication in the root namespace be, which is wrong for another reason',
    yaml: object('PeerAuthentication', '{selector: {matchLabels: {app: no}}}', 'istio-system'),
    hits: [],
  },
  {
    desc: 'takes bare pods',
    yaml:
      '{apiVersion: v1, kind: Pod, metadata: {name: p, namespace: shop, labels: {app: pod}}}\n---\n' +
      object('AuthorizationPolicy', '{selector: {matchLabels: {app: pod}}}'),
    hits: [],
  },
]

describe('selectsNothing', () => {
  it.each(cases)('$desc', (one) => {
    expect(checkRule(selectsNothing, one)).toEqual(one.hits)
  })
})
