import { describe, expect, it } from 'vitest'
import { checkRule, type RuleCase } from '../../../../../test/support/check-rule.ts'
import { destinationPortRequired } from './destination-port-required.ts'

const service = (name: string, namespace = 'default', spec = '{}'): string =>
  `{apiVersion: v1, kind: Service, metadata: {name: ${name}, namespace: ${namespace}}, spec: ${spec}}\n---\n`
const virtual = (spec: string): string =>
  `{apiVersion: networking.istio.io/v1, kind: VirtualService, metadata: {name: it}, spec: ${spec}}\n---\n`
const two = service('a', 'default', '{ports: [{port: 80}, {port: 81}]}')
const one = service('b', 'default', '{ports: [{port: 80, targetPort: 8080}]}')
const entry =
  '{apiVersion: networking.istio.io/v1, kind: ServiceEntry, metadata: {name: e}, spec: {hosts: [api.test], ports: [{number: 443}, {number: 444}]}}\n---\n'
const to = (destination: string, rest = ''): string =>
  virtual(`{hosts: [x], http: [{route: [{destination: ${destination}}]}]${rest}}`)
const place = 'it spec.http[0].route[0].destination'

const cases: readonly RuleCase[] = [
  { desc: 'finds it for a service of two ports', yaml: two + to('{host: a}'), hits: [place] },
  {
    desc: 'finds it for a service entry of two ports',
    yaml: entry + to('{host: api.test}', ', gateways: [web]'),
    hits: [place],
  },
  {
    desc: 'finds it for a mirror',
    yaml: one + two + virtual('{http: [{route: [{destination: {host: b}}], mirror: {host: a}}]}'),
    hits: ['it spec.http[0].mirror'],
  },
  { desc: 'lets one port be', yaml: one + to('{host: b}'), hits: [] },
  { desc: 'lets a named port be', yaml: two + to('{host: a, port: {number: 80}}'), hits: [] },
  { desc: 'lets a host that nobody knows be', yaml: to('{host: a}'), hits: [] },
  { desc: 'lets nonsense be', yaml: two + to('{host: a, port: 7}') + to('7'), hits: [] },
]

describe('destinationPortRequired', () => {
  it.each(cases)('$desc', (one) => {
    expect(checkRule(destinationPortRequired, one)).toEqual(one.hits)
  })
})
