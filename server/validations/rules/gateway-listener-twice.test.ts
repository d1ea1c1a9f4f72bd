import { describe, expect, it } from 'vitest'
import { checkRule, type RuleCase } from '../../../test/support/check-rule.ts'
import { gatewayListenerTwice } from './gateway-listener-twice.ts'

const given = (...listeners: readonly string[]): string => `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: edge }
spec: { listeners: [${listeners.join(', ')}] }`

const cases: readonly RuleCase[] = [
  {
    desc: 'finds the same port and protocol for all hosts',
    yaml: given('{ name: a, port: 80, protocol: HTTP }', '{ name: b, port: 80, protocol: HTTP }'),
    hits: ['edge spec.listeners[1]'],
  },
  {
    desc: 'finds the same hostname, whatever its case',
    yaml: given(
      '{ name: a, port: 80, protocol: HTTP, hostname: x.example }',
      '{ name: b, port: 80, protocol: HTTP, hostname: X.example }',
    ),
    hits: ['edge spec.listeners[1]'],
  },
  {
    desc: 'finds HTTPS and TLS of one name',
    yaml: given(
      '{ name: a, port: 443, protocol: HTTPS, hostname: x.example }',
      '{ name: b, port: 443, protocol: TLS, hostname: x.example }',
    ),
    hits: ['edge spec.listeners[1]'],
  },
  {
    desc: 'finds each that comes after the first',
    yaml: given(
      '{ name: a, port: 1, protocol: TCP }',
      '{ name: b, port: 1, protocol: TCP }',
      '{ name: c, port: 1, protocol: TCP }',
    ),
    hits: ['edge spec.listeners[1]', 'edge spec.listeners[2]'],
  },
  {
    desc: 'is content with two hostnames',
    yaml: given(
      '{ name: a, port: 80, protocol: HTTP, hostname: x.example }',
      '{ name: b, port: 80, protocol: HTTP, hostname: y.example }',
    ),
    hits: [],
  },
  {
    desc: 'is content with two ports',
    yaml: given('{ name: a, port: 80, protocol: HTTP }', '{ name: b, port: 81, protocol: HTTP }'),
    hits: [],
  },
  {
    desc: 'is content with one hostname and all others',
    yaml: given(
      '{ name: a, port: 80, protocol: HTTP, hostname: x.example }',
      '{ name: b, port: 80, protocol: HTTP }',
    ),
    hits: [],
  },
  {
    desc: 'is content with TCP and UDP of one number',
    yaml: given('{ name: a, port: 53, protocol: TCP }', '{ name: b, port: 53, protocol: UDP }'),
    hits: [],
  },
  {
    desc: 'leaves what is half written to the schema',
    yaml: given('{ name: a }', '{ name: b }', 'null', 'text'),
    hits: [],
  },
]

describe('gateway-listener-twice', () => {
  it.each(cases)('$desc', ({ hits, ...rest }) => {
    expect(checkRule(gatewayListenerTwice, rest)).toEqual(hits)
  })
})
