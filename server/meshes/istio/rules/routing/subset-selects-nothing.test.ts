import { describe, expect, it } from 'vitest'
import { checkRule, type RuleCase } from '../../../../../test/support/check-rule.ts'
import { subsetSelectsNothing } from './subset-selects-nothing.ts'

const rule = (name: string, spec: string, namespace = 'default'): string =>
  `{apiVersion: networking.istio.io/v1, kind: DestinationRule, metadata: {name: ${name}, namespace: ${namespace}}, spec: ${spec}}\n---\n`
const service = (name: string, namespace = 'default', spec = '{}'): string =>
  `{apiVersion: v1, kind: Service, metadata: {name: ${name}, namespace: ${namespace}}, spec: ${spec}}\n---\n`
const deployment = (name: string, labels: string): string =>
  `{apiVersion: apps/v1, kind: Deployment, metadata: {name: ${name}}, spec: {template: {metadata: {labels: ${labels}}}}}\n---\n`
const a = service('a', 'default', '{selector: {app: a}}')
const v1 = '{name: v1, labels: {version: v1}}'

const cases: readonly RuleCase[] = [
  {
    desc: 'finds a version that is not there',
    yaml:
      a + deployment('a-v2', '{app: a, version: v2}') + rule('it', `{host: a, subsets: [${v1}]}`),
    hits: ['it spec.subsets[0].labels'],
  },
  {
    desc: 'finds a version of another app',
    yaml:
      a +
      deployment('b-v1', '{app: b, version: v1}') +
      rule('it', `{host: a.default.svc.cluster.local, subsets: [${v1}]}`, 'shop'),
    hits: ['it spec.subsets[0].labels'],
  },
  {
    desc: 'offers the value that is a letter off',
    yaml:
      a +
      deployment('a-canary', '{app: a, version: canary}') +
      rule('it', '{host: a, subsets: [{name: c, labels: {version: cannary}}]}'),
    hits: ['it spec.subsets[0].labels'],
  },
  {
    desc: 'finds it among endpoints of a service entry',
    yaml:
      '{apiVersion: networking.istio.io/v1, kind: ServiceEntry, metadata: {name: e}, spec: {hosts: [api.test], endpoints: [{labels: {version: v2}}]}}\n---\n' +
      rule('it', `{host: api.test, subsets: [${v1}]}`),
    hits: ['it spec.subsets[0].labels'],
  },
  {
    desc: 'lets a version be that is there',
    yaml:
      a + deployment('a-v1', '{app: a, version: v1}') + rule('it', `{host: a, subsets: [${v1}]}`),
    hits: [],
  },
  {
    desc: 'lets a machine be',
    yaml:
      a +
      '{apiVersion: networking.istio.io/v1, kind: WorkloadEntry, metadata: {name: w}, spec: {labels: {app: a, version: v1}}}\n---\n' +
      rule('it', `{host: a, subsets: [${v1}]}`),
    hits: [],
  },
  {
    desc: 'lets labels of nodes be',
    yaml:
      a +
      deployment('a', '{app: a}') +
      rule('it', '{host: a, subsets: [{name: z, labels: {topology.istio.io/subzone: x, app: a}}]}'),
    hits: [],
  },
  {
    desc: 'lets endpoints given by hand be',
    yaml: service('b') + rule('it', `{host: b, subsets: [${v1}]}`),
    hits: [],
  },
  {
    desc: 'lets a host that nobody knows be',
    yaml: rule('it', `{host: c, subsets: [${v1}]}`),
    hits: [],
  },
  {
    desc: 'lets a subset without labels be',
    yaml: a + rule('it', '{host: a, subsets: [{name: v1}]}'),
    hits: [],
  },
  {
    desc: 'lets a wildcard be',
    yaml: a + rule('it', `{host: "*.default.svc.cluster.local", subsets: [${v1}]}`),
    hits: [],
  },
  {
    desc: 'lets nonsense be',
    yaml: a + rule('it', '{host: a, subsets: [7, {labels: [x]}]}') + rule('none', '{subsets: 8}'),
    hits: [],
  },
]

describe('subsetSelectsNothing', () => {
  it.each(cases)('$desc', (one) => {
    expect(checkRule(subsetSelectsNothing, one)).toEqual(one.hits)
  })
})
