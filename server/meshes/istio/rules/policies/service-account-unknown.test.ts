import { describe, expect, it } from 'vitest'
import { checkRule, objectsOf, type RuleCase } from '../../../../../test/support/check-rule.ts'
import { Validator } from '../../../../validations/validator.ts'
import { serviceAccountUnknown } from './service-account-unknown.ts'

const mesh = `
{apiVersion: v1, kind: Namespace, metadata: {name: shop}}
---
{apiVersion: v1, kind: ServiceAccount, metadata: {name: cart, namespace: shop}}
---
{apiVersion: v1, kind: ServiceAccount, metadata: {name: local}}
---
{apiVersion: gateway.networking.k8s.io/v1, kind: Gateway, metadata: {name: front, namespace: shop}}
---
`
const from = (source: string): string =>
  `${mesh}{apiVersion: security.istio.io/v1, kind: AuthorizationPolicy, metadata: {name: it}, spec: {rules: [{from: [{source: ${source}}]}]}}`
const place = (rest: string): string => `it spec.rules[0].from[0].source.${rest}`

const cases: readonly RuleCase[] = [
  {
    desc: 'finds an account that is not there',
    yaml: from('{principals: [cluster.local/ns/shop/sa/nobody]}'),
    hits: [place('principals[0]')],
  },
  {
    desc: 'offers the account that is a letter off',
    yaml: from('{principals: [cluster.local/ns/shop/sa/carts]}'),
    hits: [place('principals[0]')],
  },
  {
    desc: 'offers it without spiffe://',
    yaml: from('{principals: ["spiffe://cluster.local/ns/shop/sa/cart"]}'),
    hits: [place('principals[0]')],
  },
  {
    desc: 'finds what is no principal',
    yaml: from('{notPrincipals: [cart, shop/cart]}'),
    hits: [place('notPrincipals[0]'), place('notPrincipals[1]')],
  },
  {
    desc: 'finds patterns that match none',
    yaml: from('{principals: ["cluster.local/ns/web/*", "*/sa/nobody"]}'),
    hits: [place('principals[0]'), place('principals[1]')],
  },
  {
    desc: 'reads serviceAccounts',
    yaml: from('{serviceAccounts: [local, shop/cart, nobody, shop/kart]}'),
    hits: [place('serviceAccounts[2]'), place('serviceAccounts[3]')],
  },
  {
    desc: 'lets accounts be',
    yaml: from('{principals: [cluster.local/ns/shop/sa/cart]}'),
    hits: [],
  },
  {
    desc: 'lets patterns that match be',
    yaml: from(
      '{principals: ["*", "*/sa/cart", "cluster.local/ns/shop/*", "*/ns/shop/sa/default"]}',
    ),
    hits: [],
  },
  {
    desc: 'lets what nobody writes be: default accounts and those of gateways',
    yaml: from(
      '{principals: [cluster.local/ns/shop/sa/default, cluster.local/ns/shop/sa/front-istio]}',
    ),
    hits: [],
  },
  {
    desc: 'lets other trust domains be',
    yaml: from('{principals: [other/ns/a/sa/b, "other/*"]}'),
    hits: [],
  },
  { desc: 'lets nonsense be', yaml: from('{principals: [7, ""]}'), hits: [] },
]

describe('serviceAccountUnknown', () => {
  it.each(cases)('$desc', (one) => {
    expect(checkRule(serviceAccountUnknown, one)).toEqual(one.hits)
  })

  it.each([
    {
      desc: 'an error',
      other: '',
      severity: 'error',
    },
    {
      desc: 'a warning where the cluster has a name',
      other:
        '{apiVersion: apps/v1, kind: Deployment, metadata: {name: istiod, namespace: istio-system, labels: {app: istiod}}, spec: {template: {spec: {containers: [{name: discovery, env: [{name: CLUSTER_ID, value: east}]}]}}}}',
      severity: 'warning',
    },
    {
      desc: 'information where the mesh has further clusters',
      other:
        '{apiVersion: v1, kind: Secret, metadata: {name: west, namespace: istio-system, labels: {istio/multiCluster: "true"}}}',
      severity: 'info',
    },
  ])('is $desc', ({ other, severity }) => {
    const validator = new Validator({ rules: [serviceAccountUnknown] })
    const yaml = `${from('{principals: [cluster.local/ns/web/sa/far]}')}\n---\n${other}`
    validator.apply({ put: objectsOf(yaml) })
    expect(validator.findings().map((one) => one.severity)).toEqual([severity])
  })
})
