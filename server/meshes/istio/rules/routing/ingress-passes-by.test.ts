import { describe, expect, it } from 'vitest'
import { checkRule, type RuleCase } from '../../../../../test/support/check-rule.ts'
import { ingressPassesBy } from './ingress-passes-by.ts'

const vs = (name: string, spec: string, namespace = 'default'): string =>
  `{apiVersion: networking.istio.io/v1, kind: VirtualService, metadata: {name: ${name}, namespace: ${namespace}}, spec: ${spec}}\n---\n`
const split = vs('split', '{hosts: [a], http: [{route: [{destination: {host: a, subset: v1}}]}]}')
const place = 'it spec.http[0].route[0].destination.host'

const cases: readonly RuleCase[] = [
  {
    desc: 'finds a gateway that sends to the host as a whole',
    yaml:
      split +
      vs('it', '{hosts: [a.test], gateways: [web], http: [{route: [{destination: {host: a}}]}]}'),
    hits: [place],
  },
  {
    desc: 'knows the long form of a short name',
    yaml:
      split +
      vs(
        'it',
        '{hosts: [a.test], gateways: [web], http: [{route: [{destination: {host: a.default.svc.cluster.local}}]}]}',
        'edge',
      ),
    hits: [place],
  },
  {
    desc: 'finds it when it is for sidecars too',
    yaml:
      split +
      vs(
        'it',
        '{hosts: [a.test], gateways: [web, mesh], http: [{route: [{destination: {host: a}}]}]}',
      ),
    hits: [place],
  },
  {
    desc: 'lets subsets be',
    yaml:
      split +
      vs(
        'it',
        '{hosts: [a.test], gateways: [web], http: [{route: [{destination: {host: a, subset: v1}}]}]}',
      ),
    hits: [],
  },
  {
    desc: 'lets a host be that nobody splits',
    yaml:
      split +
      vs('it', '{hosts: [a.test], gateways: [web], http: [{route: [{destination: {host: b}}]}]}'),
    hits: [],
  },
  {
    desc: 'lets sidecars be',
    yaml: split + vs('it', '{hosts: [b], http: [{route: [{destination: {host: a}}]}]}'),
    hits: [],
  },
  {
    desc: 'lets one split at a gateway be',
    yaml:
      vs(
        'split',
        '{hosts: [a], gateways: [web], http: [{route: [{destination: {host: a, subset: v1}}]}]}',
      ) +
      vs('it', '{hosts: [a.test], gateways: [web], http: [{route: [{destination: {host: a}}]}]}'),
    hits: [],
  },
  {
    desc: 'lets its own subsets be',
    yaml: vs(
      'it',
      '{hosts: [a], gateways: [web, mesh], http: [{route: [{destination: {host: a, subset: v1}}]}, {route: [{destination: {host: a}}]}]}',
    ),
    hits: [],
  },
  {
    desc: 'lets nonsense be',
    yaml: vs('it', '{hosts: 7, gateways: [web], http: [{route: [{destination: 8}]}]}'),
    hits: [],
  },
]

describe('ingressPassesBy', () => {
  it.each(cases)('$desc', (one) => {
    expect(checkRule(ingressPassesBy, one)).toEqual(one.hits)
  })
})
