import { describe, expect, it } from 'vitest'
import { checkRule, type RuleCase } from '../../../../../test/support/check-rule.ts'
import { ruleUnreachable } from './rule-unreachable.ts'

const virtual = (spec: string): string =>
  `{apiVersion: networking.istio.io/v1, kind: VirtualService, metadata: {name: it}, spec: ${spec}}\n---\n`
const http = (...rules: readonly string[]): string => virtual(`{http: [${rules.join(', ')}]}`)

const cases: readonly RuleCase[] = [
  {
    desc: 'finds a rule behind one without a match',
    yaml: http('{route: []}', '{match: [{uri: {prefix: /a}}]}'),
    hits: ['it spec.http[1]'],
  },
  {
    desc: 'finds the second without a match',
    yaml: http('{match: [{uri: {exact: /a}}]}', '{route: []}', '{route: []}'),
    hits: ['it spec.http[2]'],
  },
  {
    desc: 'finds a rule behind one for all paths',
    yaml: http('{match: [{uri: {prefix: /}}]}', '{match: [{headers: {a: {exact: b}}}]}', '{}'),
    hits: ['it spec.http[1]', 'it spec.http[2]'],
  },
  {
    desc: 'finds the same match twice',
    yaml: http(
      '{match: [{uri: {exact: /a}, method: {exact: GET}}]}',
      '{match: [{method: {exact: GET}, uri: {exact: /a}}]}',
    ),
    hits: ['it spec.http[1]'],
  },
  {
    desc: 'finds a longer path behind a shorter one',
    yaml: http(
      '{match: [{uri: {prefix: /a}}]}',
      '{match: [{uri: {prefix: /a/b}}, {uri: {exact: /a}}]}',
    ),
    hits: ['it spec.http[1]'],
  },
  {
    desc: 'finds more conditions behind fewer',
    yaml: http(
      '{match: [{headers: {user: {exact: me}}}]}',
      '{match: [{uri: {prefix: /a}, headers: {user: {exact: me}, x: {}}, port: 80}]}',
    ),
    hits: ['it spec.http[1]'],
  },
  {
    desc: 'heeds case where it counts',
    yaml: http(
      '{match: [{uri: {prefix: /A}, ignoreUriCase: true}]}',
      '{match: [{uri: {exact: /ab}}]}',
    ),
    hits: ['it spec.http[1]'],
  },
  {
    desc: 'finds it in TLS and TCP',
    yaml: virtual(
      '{tls: [{match: [{sniHosts: ["*.a.test"], port: 443}]}, {match: [{port: 443, sniHosts: [b.a.test]}]}], tcp: [{}, {match: [{port: 1}]}]}',
    ),
    hits: ['it spec.tcp[1]', 'it spec.tls[1]'],
  },
  {
    desc: 'lets narrow before wide be',
    yaml: http('{match: [{uri: {prefix: /a/b}}]}', '{match: [{uri: {prefix: /a}}]}', '{}'),
    hits: [],
  },
  {
    desc: 'finds the one among others',
    yaml: http(
      '{match: [{uri: {prefix: /a}, method: {exact: GET}}]}',
      '{match: [{uri: {prefix: /a}}]}',
      '{match: [{uri: {prefix: /a}, method: {exact: POST}}]}',
      '{}',
    ),
    hits: ['it spec.http[2]'],
  },
  {
    desc: 'lets other methods be',
    yaml: http(
      '{match: [{uri: {prefix: /a}, method: {exact: GET}}]}',
      '{match: [{uri: {prefix: /a}, method: {exact: POST}}]}',
    ),
    hits: [],
  },
  {
    desc: 'lets other gateways be',
    yaml: http('{match: [{gateways: [mesh]}]}', '{match: [{gateways: [web]}]}', '{}'),
    hits: [],
  },
  {
    desc: 'lets other callers be',
    yaml: http(
      '{match: [{sourceLabels: {app: a}}]}',
      '{match: [{sourceLabels: {app: b}}]}',
      '{match: [{sourceNamespace: c}]}',
    ),
    hits: [],
  },
  {
    desc: 'lets excluded headers be',
    yaml: http('{match: [{withoutHeaders: {a: {}}}]}', '{match: [{uri: {prefix: /a}}]}'),
    hits: [],
  },
  {
    desc: 'lets case be',
    yaml: http(
      '{match: [{uri: {prefix: /a}}]}',
      '{match: [{uri: {prefix: /a}, ignoreUriCase: true}]}',
    ),
    hits: [],
  },
  {
    desc: 'lets a regex be',
    yaml: http('{match: [{uri: {regex: /a.*}}]}', '{match: [{uri: {prefix: /a}}]}'),
    hits: [],
  },
  {
    desc: 'lets a delegate be, past which requests fall',
    yaml: http('{delegate: {name: d}}', '{match: [{uri: {prefix: /}}], delegate: {name: d}}', '{}'),
    hits: [],
  },
  {
    desc: 'lets a condition be that nobody knows',
    yaml: http('{match: [{moon: full}]}', '{match: [{uri: {prefix: /}}]}'),
    hits: [],
  },
  {
    desc: 'lets a rule of another protocol be',
    yaml: virtual('{http: [{}], tcp: [{}], tls: [{match: [{sniHosts: [a]}]}]}'),
    hits: [],
  },
  {
    desc: 'lets nonsense be',
    yaml: virtual('{http: {a: 1}, tls: [{match: [8]}], tcp: 7}'),
    hits: [],
  },
]

describe('ruleUnreachable', () => {
  it.each(cases)('$desc', (one) => {
    expect(checkRule(ruleUnreachable, one)).toEqual(one.hits)
  })
})
