import { describe, expect, it } from 'vitest'
import { checkRule, type RuleCase } from '../../../../../test/support/check-rule.ts'
import { destinationPortUnknown } from './destination-port-unknown.ts'

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
const number = `${place}.port.number`

const cases: readonly RuleCase[] = [
  {
    desc: 'finds a port that is not there',
    yaml: two + to('{host: a, port: {number: 8080}}'),
    hits: [number],
  },
  {
    desc: 'finds the port of the containers',
    yaml: one + to('{host: b, port: {number: 8080}}'),
    hits: [number],
  },
  {
    desc: 'finds a port that a service entry does not have',
    yaml: entry + to('{host: api.test, port: {number: 80}}'),
    hits: [number],
  },
  { desc: 'lets a port be', yaml: two + to('{host: a, port: {number: 81}}'), hits: [] },
  {
    desc: 'lets a port of a service entry be',
    yaml: entry + to('{host: api.test, port: {number: 444}}'),
    hits: [],
  },
  { desc: 'lets no port be', yaml: two + to('{host: a}'), hits: [] },
  { desc: 'lets a host that nobody knows be', yaml: to('{host: a, port: {number: 1}}'), hits: [] },
  {
    desc: 'lets nonsense be',
    yaml: two + to('{host: a, port: 7}') + to('{host: a, port: {number: x}}'),
    hits: [],
  },
]

describe('destinationPortUnknown', () => {
  it.each(cases)('$desc', (one) => {
    expect(checkRule(destinationPortUnknown, one)).toEqual(one.hits)
  })
})
