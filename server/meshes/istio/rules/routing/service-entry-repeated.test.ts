import { describe, expect, it } from 'vitest'
import { checkRule, type RuleCase } from '../../../../../test/support/check-rule.ts'
import { serviceEntryRepeated } from './service-entry-repeated.ts'

const entry = (name: string, spec: string, namespace = 'default'): string =>
  `{apiVersion: networking.istio.io/v1, kind: ServiceEntry, metadata: {name: ${name}, namespace: ${namespace}}, spec: ${spec}}\n---\n`
const https = '{hosts: [a.test], ports: [{number: 443, protocol: HTTPS}]}'
const hidden = '{hosts: [a.test], ports: [{number: 443, protocol: HTTPS}], exportTo: [.]}'

const cases: readonly RuleCase[] = [
  {
    desc: 'finds two, on both sides',
    yaml: entry('one', https) + entry('two', https),
    hits: ['one spec.ports[0].number', 'two spec.ports[0].number'],
  },
  {
    desc: 'finds it across namespaces, whatever case the protocol is written in',
    yaml:
      entry('one', https) +
      entry(
        'two',
        '{hosts: [b.test, a.test], ports: [{number: 80}, {number: 443, protocol: https}]}',
        'shop',
      ),
    hits: ['one spec.ports[0].number', 'two spec.ports[1].number'],
  },
  {
    desc: 'finds one of several ports',
    yaml:
      entry(
        'one',
        '{hosts: [a.test], ports: [{number: 80, protocol: HTTP}, {number: 443, protocol: TLS}]}',
      ) + entry('two', '{hosts: [a.test], ports: [{number: 443, protocol: TLS}]}'),
    hits: ['one spec.ports[1].number', 'two spec.ports[0].number'],
  },
  {
    desc: 'lets other ports be',
    yaml:
      entry('one', https) +
      entry('two', '{hosts: [a.test], ports: [{number: 80, protocol: HTTP}]}'),
    hits: [],
  },
  {
    desc: 'lets other hosts be',
    yaml:
      entry('one', https) +
      entry('two', '{hosts: [b.test], ports: [{number: 443, protocol: HTTPS}]}'),
    hits: [],
  },
  {
    desc: 'lets namespaces keep to themselves',
    yaml: entry('one', hidden) + entry('two', hidden, 'shop'),
    hits: [],
  },
  {
    desc: 'lets another protocol be, of which another rule speaks',
    yaml:
      entry('one', https) +
      entry('two', '{hosts: [a.test], ports: [{number: 443, protocol: TLS}]}'),
    hits: [],
  },
  {
    desc: 'lets nonsense be',
    yaml:
      entry('one', '{hosts: 7, ports: [8]}') +
      entry('two', '{hosts: [a.test], ports: [{number: x}]}') +
      entry('three', '{hosts: [a.test], ports: 9}'),
    hits: [],
  },
]

describe('serviceEntryRepeated', () => {
  it.each(cases)('$desc', (one) => {
    expect(checkRule(serviceEntryRepeated, one)).toEqual(one.hits)
  })
})
