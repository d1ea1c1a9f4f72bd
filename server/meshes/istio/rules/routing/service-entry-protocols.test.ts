import { describe, expect, it } from 'vitest'
import { checkRule, type RuleCase } from '../../../../../test/support/check-rule.ts'
import { serviceEntryProtocols } from './service-entry-protocols.ts'

const entry = (name: string, spec: string, namespace = 'default'): string =>
  `{apiVersion: networking.istio.io/v1, kind: ServiceEntry, metadata: {name: ${name}, namespace: ${namespace}}, spec: ${spec}}\n---\n`
const on443 = (protocol: string, rest = ''): string =>
  `{hosts: [a.test], ports: [{number: 443, protocol: ${protocol}}]${rest}}`

const cases: readonly RuleCase[] = [
  {
    desc: 'finds two protocols, on both sides',
    yaml: entry('one', on443('HTTPS')) + entry('two', on443('TCP')),
    hits: ['one spec.ports[0].protocol', 'two spec.ports[0].protocol'],
  },
  {
    desc: 'takes no protocol for another',
    yaml:
      entry('one', on443('TLS')) +
      entry('two', '{hosts: [a.test], ports: [{number: 443}]}', 'shop'),
    hits: ['one spec.ports[0].protocol', 'two spec.ports[0].protocol'],
  },
  {
    desc: 'finds it where one namespace sees both',
    yaml: entry('one', on443('TLS')) + entry('two', on443('HTTP', ', exportTo: [.]'), 'shop'),
    hits: ['one spec.ports[0].protocol', 'two spec.ports[0].protocol'],
  },
  {
    desc: 'lets one protocol be',
    yaml: entry('one', on443('TLS')) + entry('two', on443('tls')),
    hits: [],
  },
  {
    desc: 'lets namespaces keep to themselves',
    yaml:
      entry('one', on443('TLS', ', exportTo: [.]')) +
      entry('two', on443('HTTP', ', exportTo: [.]'), 'shop'),
    hits: [],
  },
  {
    desc: 'lets other ports be',
    yaml:
      entry('one', on443('TLS')) +
      entry('two', '{hosts: [a.test], ports: [{number: 80, protocol: HTTP}]}'),
    hits: [],
  },
  {
    desc: 'lets nonsense be',
    yaml: entry('one', on443('[TLS]')) + entry('two', on443('7')),
    hits: [],
  },
]

describe('serviceEntryProtocols', () => {
  it.each(cases)('$desc', (one) => {
    expect(checkRule(serviceEntryProtocols, one)).toEqual(one.hits)
  })
})
