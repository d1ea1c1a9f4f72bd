import { describe, expect, it } from 'vitest'
import { checkRule, type RuleCase } from '../../../../../test/support/check-rule.ts'
import { destinationRuleHostUnknown } from './destination-rule-host-unknown.ts'

const rule = (name: string, spec: string, namespace = 'default'): string =>
  `{apiVersion: networking.istio.io/v1, kind: DestinationRule, metadata: {name: ${name}, namespace: ${namespace}}, spec: ${spec}}\n---\n`
const service = (name: string, namespace = 'default', spec = '{}'): string =>
  `{apiVersion: v1, kind: Service, metadata: {name: ${name}, namespace: ${namespace}}, spec: ${spec}}\n---\n`
const entry =
  '{apiVersion: networking.istio.io/v1, kind: ServiceEntry, metadata: {name: e}, spec: {hosts: ["*.api.test"], exportTo: [.]}}\n---\n'

const cases: readonly RuleCase[] = [
  { desc: 'finds a name without a service', yaml: rule('it', '{host: a}'), hits: ['it spec.host'] },
  {
    desc: 'offers the service that is a letter off',
    yaml: service('reviews') + rule('it', '{host: reviewz}'),
    hits: ['it spec.host'],
  },
  {
    desc: 'completes a half-finished name',
    yaml: service('reviews', 'shop') + rule('it', '{host: reviews.shop.svc}'),
    hits: ['it spec.host'],
  },
  {
    desc: 'finds a host that is registered for others',
    yaml: entry + rule('it', '{host: eu.api.test}', 'shop'),
    hits: ['it spec.host'],
  },
  {
    desc: 'finds a namespace without services',
    yaml: rule('it', '{host: "*.shop.svc.cluster.local"}'),
    hits: ['it spec.host'],
  },
  {
    desc: 'lets a service be',
    yaml:
      service('a') +
      rule('it', '{host: a}') +
      rule('full', '{host: a.default.svc.cluster.local}', 'shop'),
    hits: [],
  },
  {
    desc: 'lets a registered host be',
    yaml: entry + rule('it', '{host: eu.api.test}') + rule('wide', '{host: "*.api.test"}'),
    hits: [],
  },
  {
    desc: 'lets the mesh be',
    yaml: rule('it', '{host: "*.local"}') + rule('all', '{host: "*"}'),
    hits: [],
  },
  {
    desc: 'lets nonsense be',
    yaml: rule('it', '{host: [a]}') + rule('none', '{}') + rule('empty', '{host: ""}'),
    hits: [],
  },
]

describe('destinationRuleHostUnknown', () => {
  it.each(cases)('$desc', (one) => {
    expect(checkRule(destinationRuleHostUnknown, one)).toEqual(one.hits)
  })
})
