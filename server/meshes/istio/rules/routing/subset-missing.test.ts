import { describe, expect, it } from 'vitest'
import { checkRule, type RuleCase } from '../../../../../test/support/check-rule.ts'
import { subsetMissing } from './subset-missing.ts'

const service = (name: string, namespace = 'default', spec = '{}'): string =>
  `{apiVersion: v1, kind: Service, metadata: {name: ${name}, namespace: ${namespace}}, spec: ${spec}}\n---\n`
const virtual = (spec: string): string =>
  `{apiVersion: networking.istio.io/v1, kind: VirtualService, metadata: {name: it}, spec: ${spec}}\n---\n`
const rule = (host: string, subsets: string, rest = ''): string =>
  `{apiVersion: networking.istio.io/v1, kind: DestinationRule, metadata: {name: r, namespace: default}, spec: {host: "${host}", subsets: ${subsets}${rest}}}\n---\n`
const inShop = (yaml: string): string => yaml.replace('namespace: default', 'namespace: shop')
const v1 = '[{name: v1, labels: {version: v1}}]'
const to = (host: string, subset: string): string =>
  virtual(`{hosts: [x], http: [{route: [{destination: {host: ${host}, subset: ${subset}}}]}]}`)
const place = 'it spec.http[0].route[0].destination.subset'
const sidecar = (namespace: string, hosts: string): string =>
  `{apiVersion: networking.istio.io/v1, kind: Sidecar, metadata: {name: s, namespace: ${namespace}}, spec: {egress: [{hosts: [${hosts}]}]}}\n---\n`

const cases: readonly RuleCase[] = [
  { desc: 'finds a subset without a rule', yaml: service('a') + to('a', 'v1'), hits: [place] },
  {
    desc: 'finds a subset that the rule does not have',
    yaml: service('a') + rule('a', v1) + to('a', 'v2'),
    hits: [place],
  },
  {
    desc: 'offers the subset that is a letter off',
    yaml: service('a') + rule('a', '[{name: canary}]') + to('a', 'cannary'),
    hits: [place],
  },
  {
    desc: 'finds a rule that is not exported here',
    yaml:
      service('a') +
      inShop(rule('a.default.svc.cluster.local', v1, ', exportTo: [.]')) +
      to('a', 'v1'),
    hits: [place],
  },
  {
    desc: 'looks at mirrors',
    yaml:
      service('a') +
      virtual('{http: [{route: [{destination: {host: a}}], mirror: {host: a, subset: v1}}]}'),
    hits: ['it spec.http[0].mirror.subset'],
  },
  {
    desc: 'lets a subset that is there be',
    yaml: service('a') + rule('a', v1) + to('a.default.svc.cluster.local', 'v1'),
    hits: [],
  },
  {
    desc: 'lets a subset of a wildcard be',
    yaml: service('a') + rule('*.default.svc.cluster.local', v1) + to('a', 'v1'),
    hits: [],
  },
  {
    desc: 'lets a rule of another namespace be',
    yaml: service('a') + inShop(rule('a.default.svc.cluster.local', v1)) + to('a', 'v1'),
    hits: [],
  },
  {
    desc: 'lets a rule be that those see whom it is exported to',
    yaml:
      service('a', 'shop') +
      inShop(rule('a', v1, ', exportTo: [web]')) +
      virtual(
        '{exportTo: [web], http: [{route: [{destination: {host: a.shop.svc.cluster.local, subset: v1}}]}]}',
      ),
    hits: [],
  },
  {
    desc: 'lets a host that nobody knows be, of which another rule speaks',
    yaml: to('a', 'v1'),
    hits: [],
  },
  {
    desc: 'lets a host be that the Sidecar leaves out',
    yaml: service('a', 'shop') + sidecar('default', '"./*"') + to('a.shop.svc.cluster.local', 'v1'),
    hits: [],
  },
  {
    desc: 'lets no subset be',
    yaml: service('a') + to('a', '""') + virtual('{http: [{route: [{destination: {host: a}}]}]}'),
    hits: [],
  },
  { desc: 'lets nonsense be', yaml: service('a') + rule('a', '7') + to('a', '[v1]'), hits: [] },
]

describe('subsetMissing', () => {
  it.each(cases)('$desc', (one) => {
    expect(checkRule(subsetMissing, one)).toEqual(one.hits)
  })
})
