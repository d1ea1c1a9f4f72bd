import { describe, expect, it } from 'vitest'
import { checkRule, type RuleCase } from '../../../../../test/support/check-rule.ts'
import { gatewayMissing } from './gateway-missing.ts'

const gateway = (name: string, namespace = 'default'): string =>
  `{apiVersion: networking.istio.io/v1, kind: Gateway, metadata: {name: ${name}, namespace: ${namespace}}}\n---\n`
const virtual = (spec: string): string =>
  `{apiVersion: networking.istio.io/v1, kind: VirtualService, metadata: {name: it}, spec: ${spec}}\n---\n`

const cases: readonly RuleCase[] = [
  {
    desc: 'finds a name that is not there',
    yaml: virtual('{gateways: [mesh, web]}'),
    hits: ['it spec.gateways[1]'],
  },
  {
    desc: 'offers one that is a letter off',
    yaml: gateway('public-gateway') + virtual('{gateways: [public-gatewy]}'),
    hits: ['it spec.gateways[0]'],
  },
  {
    desc: 'finds a gateway of another namespace named short',
    yaml: gateway('web', 'edge') + virtual('{gateways: [web]}'),
    hits: ['it spec.gateways[0]'],
  },
  {
    desc: 'looks into matches',
    yaml:
      gateway('web') +
      virtual('{gateways: [web], http: [{match: [{uri: {prefix: /}, gateways: [web, wob]}]}]}'),
    hits: ['it spec.http[0].match[0].gateways[1]'],
  },
  {
    desc: 'does not take the other Gateway for it',
    yaml:
      '{apiVersion: gateway.networking.k8s.io/v1, kind: Gateway, metadata: {name: web}}\n---\n' +
      virtual('{gateways: [web]}'),
    hits: ['it spec.gateways[0]'],
  },
  { desc: 'lets mesh be', yaml: virtual('{gateways: [mesh]}'), hits: [] },
  { desc: 'lets a short name be', yaml: gateway('web') + virtual('{gateways: [web]}'), hits: [] },
  {
    desc: 'lets a name with a namespace be',
    yaml: gateway('web', 'edge') + virtual('{gateways: [edge/web]}'),
    hits: [],
  },
  { desc: 'lets ./ be', yaml: gateway('web') + virtual('{gateways: [./web]}'), hits: [] },
  {
    desc: 'lets a full name of old be, of which another rule speaks',
    yaml: gateway('web', 'edge') + virtual('{gateways: [web.edge.svc.cluster.local]}'),
    hits: [],
  },
  { desc: 'lets nonsense be', yaml: virtual('{gateways: [7, {}, ""], http: 3}'), hits: [] },
]

describe('gatewayMissing', () => {
  it.each(cases)('$desc', (one) => {
    expect(checkRule(gatewayMissing, one)).toEqual(one.hits)
  })
})
