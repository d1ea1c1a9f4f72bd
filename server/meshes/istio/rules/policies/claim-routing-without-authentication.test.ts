import { describe, expect, it } from 'vitest'
import { checkRule, type RuleCase } from '../../../../../test/support/check-rule.ts'
import { claimRoutingWithoutAuthentication } from './claim-routing-without-authentication.ts'

const gateway = `
{apiVersion: networking.istio.io/v1, kind: Gateway, metadata: {name: front}, spec: {selector: {istio: ingress}}}
---
{apiVersion: apps/v1, kind: Deployment, metadata: {name: ingress, namespace: edge}, spec: {template: {metadata: {labels: {istio: ingress}}}}}
---
`
const authentication = (namespace: string, spec = '{}'): string =>
  `{apiVersion: security.istio.io/v1, kind: RequestAuthentication, metadata: {name: r, namespace: ${namespace}}, spec: ${spec}}\n---\n`
const service = (
  gateways: string,
  match = '{headers: {"@request.auth.claims.group": {exact: a}}}',
): string =>
  `{apiVersion: networking.istio.io/v1, kind: VirtualService, metadata: {name: it}, spec: {gateways: ${gateways}, http: [{match: [${match}]}]}}`
const place = 'it spec.http[0].match[0].headers["@request.auth.claims.group"]'

const cases: readonly RuleCase[] = [
  { desc: 'finds it at a gateway', yaml: gateway + service('[front]'), hits: [place] },
  {
    desc: 'finds it by the long name',
    yaml: gateway + service('[default/front, mesh]'),
    hits: [place],
  },
  {
    desc: 'finds it where only others are authenticated',
    yaml:
      gateway +
      authentication('edge', '{selector: {matchLabels: {istio: egress}}}') +
      service('[front]'),
    hits: [place],
  },
  { desc: 'finds it bound to the mesh alone', yaml: gateway + service('[mesh]'), hits: [place] },
  {
    desc: 'finds what is to be absent',
    yaml:
      gateway + service('[front]', '{withoutHeaders: {"@request.auth.claims[a][b]": {exact: a}}}'),
    hits: ['it spec.http[0].match[0].withoutHeaders["@request.auth.claims[a][b]"]'],
  },
  {
    desc: 'lets it be with one for the gateway',
    yaml:
      gateway +
      authentication('edge', '{selector: {matchLabels: {istio: ingress}}}') +
      service('[front]'),
    hits: [],
  },
  {
    desc: 'lets it be with one for its namespace',
    yaml: gateway + authentication('edge') + service('[front]'),
    hits: [],
  },
  {
    desc: 'lets it be with one for the mesh',
    yaml: gateway + authentication('istio-system') + service('[front]'),
    hits: [],
  },
  {
    desc: 'lets other headers be',
    yaml: gateway + service('[front]', '{headers: {x-user: {exact: a}}}'),
    hits: [],
  },
  { desc: 'lets gateways that are not there be', yaml: service('[front]'), hits: [] },
  { desc: 'lets nonsense be', yaml: gateway + service('7', '{headers: [7]}'), hits: [] },
]

describe('claimRoutingWithoutAuthentication', () => {
  it.each(cases)('$desc', (one) => {
    expect(checkRule(claimRoutingWithoutAuthentication, one)).toEqual(one.hits)
  })
})
