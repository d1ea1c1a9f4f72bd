import { describe, expect, it } from 'vitest'
import { checkRule, type RuleCase } from '../../../../../test/support/check-rule.ts'
import { gatewayNamedAsOfOld } from './gateway-named-as-of-old.ts'

const gateway =
  '{apiVersion: networking.istio.io/v1, kind: Gateway, metadata: {name: web, namespace: edge}}\n---\n'
const virtual = (spec: string): string =>
  `{apiVersion: networking.istio.io/v1, kind: VirtualService, metadata: {name: it}, spec: ${spec}}\n---\n`

const cases: readonly RuleCase[] = [
  {
    desc: 'finds a full name',
    yaml: gateway + virtual('{gateways: [web.edge.svc.cluster.local]}'),
    hits: ['it spec.gateways[0]'],
  },
  {
    desc: 'finds a name with its namespace',
    yaml: gateway + virtual('{gateways: [mesh, web.edge]}'),
    hits: ['it spec.gateways[1]'],
  },
  {
    desc: 'finds it in a match, whether the gateway is there or not',
    yaml: virtual('{tls: [{match: [{sniHosts: [a], gateways: [a.b]}]}]}'),
    hits: ['it spec.tls[0].match[0].gateways[0]'],
  },
  { desc: 'lets names be', yaml: virtual('{gateways: [web, mesh]}'), hits: [] },
  {
    desc: 'lets a namespace and a name be',
    yaml: virtual('{gateways: [edge/web, ./web]}'),
    hits: [],
  },
  {
    desc: 'lets dots behind a slash be',
    yaml: virtual('{gateways: [edge/web.example]}'),
    hits: [],
  },
  {
    desc: 'lets nonsense be',
    yaml: virtual('{gateways: [7]}') + virtual('{gateways: a.b}'),
    hits: [],
  },
]

describe('gatewayNamedAsOfOld', () => {
  it.each(cases)('$desc', (one) => {
    expect(checkRule(gatewayNamedAsOfOld, one)).toEqual(one.hits)
  })
})
