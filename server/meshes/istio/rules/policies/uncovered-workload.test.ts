import { describe, expect, it } from 'vitest'
import { checkRule, type RuleCase } from '../../../../../test/support/check-rule.ts'
import { uncoveredWorkload } from './uncovered-workload.ts'

const namespace = (label: string): string =>
  `{apiVersion: v1, kind: Namespace, metadata: {name: default, labels: {${label}}}}\n---\n`
const sidecars = namespace('istio-injection: enabled')
const workload = (name: string, kind = 'Deployment', containers = '[{name: app}]'): string =>
  `{apiVersion: apps/v1, kind: ${kind}, metadata: {name: ${name}}, spec: {template: {metadata: {labels: {app: ${name}}}, spec: {containers: ${containers}}}}}\n---\n`
const service = `{apiVersion: v1, kind: Service, metadata: {name: cart}, spec: {selector: {app: cart}}}\n---\n`
const policy = (spec: string, place = 'default', name = 'p'): string =>
  `{apiVersion: security.istio.io/v1, kind: AuthorizationPolicy, metadata: {name: ${name}, namespace: ${place}}, spec: ${spec}}\n---\n`
const forOther = ['a', 'b', 'c']
  .map((app) => policy(`{selector: {matchLabels: {app: ${app}}}}`, 'default', app))
  .join('')

const cases: readonly RuleCase[] = [
  {
    desc: 'finds the forgotten one',
    yaml: sidecars + forOther + workload('cart'),
    hits: ['cart metadata.name'],
  },
  {
    desc: 'finds it in ambient',
    yaml:
      namespace('istio.io/dataplane-mode: ambient') + forOther + workload('cart', 'StatefulSet'),
    hits: ['cart metadata.name'],
  },
  {
    desc: 'finds it by its sidecar',
    yaml:
      namespace('') +
      forOther +
      workload('cart', 'DaemonSet', '[{name: app}, {name: istio-proxy}]'),
    hits: ['cart metadata.name'],
  },
  {
    desc: 'lets it be with a policy of its own',
    yaml: sidecars + forOther + workload('cart') + policy('{selector: {matchLabels: {app: cart}}}'),
    hits: [],
  },
  {
    desc: 'lets it be with one for the namespace',
    yaml: sidecars + forOther + workload('cart') + policy('{}'),
    hits: [],
  },
  {
    desc: 'lets it be with one for the mesh',
    yaml: sidecars + forOther + workload('cart') + policy('{}', 'istio-system'),
    hits: [],
  },
  {
    desc: 'lets it be with one for its service',
    yaml:
      sidecars +
      forOther +
      workload('cart') +
      service +
      policy('{targetRefs: [{kind: Service, name: cart}]}'),
    hits: [],
  },
  {
    desc: 'lets namespaces with few policies be',
    yaml: sidecars + workload('cart') + policy('{selector: {matchLabels: {app: other}}}'),
    hits: [],
  },
  { desc: 'lets namespaces without policies be', yaml: sidecars + workload('cart'), hits: [] },
  {
    desc: 'lets what is not in the mesh be',
    yaml: namespace('') + forOther + workload('cart'),
    hits: [],
  },
  {
    desc: 'lets gateways be',
    yaml: sidecars + forOther + workload('cart', 'Deployment', '[{name: istio-proxy}]'),
    hits: [],
  },
]

describe('uncoveredWorkload', () => {
  it.each(cases)('$desc', (one) => {
    expect(checkRule(uncoveredWorkload, one)).toEqual(one.hits)
  })
})
