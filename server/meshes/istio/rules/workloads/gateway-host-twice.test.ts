import { describe, expect, it } from 'vitest'
import { checkRule, type RuleCase } from '../../../../../test/support/check-rule.ts'
import { gatewayHostTwice } from './gateway-host-twice.ts'

const given = (
  ...gateways: readonly (readonly [hosts: string, port?: number, selector?: string])[]
): string =>
  gateways
    .map(
      ([hosts, port = 80, selector = '{ istio: ingress }'], index) => `
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: g${index} }
spec: { selector: ${selector}, servers: [{ port: { number: ${port}, protocol: HTTP }, hosts: ${hosts} }] }`,
    )
    .join('\n---')
const both = ['g0 spec.servers[0].hosts[0]', 'g1 spec.servers[0].hosts[0]']

const cases: readonly RuleCase[] = [
  {
    desc: 'finds the same host in both',
    yaml: given(['[a.example]'], ['[a.example]']),
    hits: both,
  },
  { desc: 'finds all hosts in both', yaml: given(['["*"]'], ['["*"]']), hits: both },
  {
    desc: 'finds one wildcard below the other',
    yaml: given(['["*.example"]'], ['["*.shop.example"]']),
    hits: both,
  },
  {
    desc: 'finds a host limited to a namespace beside one that is not',
    yaml: given(['[prod/a.example]'], ['[a.example]']),
    hits: both,
  },
  {
    desc: 'is content with another port',
    yaml: given(['[a.example]'], ['[a.example]', 81]),
    hits: [],
  },
  {
    desc: 'is content with another selector',
    yaml: given(['[a.example]'], ['[a.example]', 80, '{ istio: egress }']),
    hits: [],
  },
  {
    desc: 'is content with hosts of two namespaces',
    yaml: given(['[prod/a.example]'], ['[./a.example]']),
    hits: [],
  },
  {
    desc: 'takes a wildcard beside a name for a fallback',
    yaml: given(['["*"]'], ['[a.example]']),
    hits: [],
  },
  { desc: 'says nothing of servers that are none', yaml: given(['null'], ['text']), hits: [] },
]

describe('gateway-host-twice', () => {
  it.each(cases)('$desc', ({ hits, ...rest }) => {
    expect(checkRule(gatewayHostTwice, rest)).toEqual(hits)
  })
})
