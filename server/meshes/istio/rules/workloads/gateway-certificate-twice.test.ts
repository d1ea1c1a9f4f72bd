import { describe, expect, it } from 'vitest'
import { checkRule, type RuleCase } from '../../../../../test/support/check-rule.ts'
import { gatewayCertificateTwice } from './gateway-certificate-twice.ts'

const given = (...gateways: readonly (readonly [tls: string, selector?: string])[]): string =>
  gateways
    .map(
      ([tls, selector = '{ istio: ingress }'], index) => `
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: g${index} }
spec: { selector: ${selector}, servers: [{ tls: ${tls} }] }`,
    )
    .join('\n---')
const cert = '{ credentialName: cert }'
const file = '{ serverCertificate: /a.pem, privateKey: /a.key }'

const cases: readonly RuleCase[] = [
  {
    desc: 'finds one credential in two',
    yaml: given([cert], [cert]),
    hits: ['g0 spec.servers[0].tls.credentialName', 'g1 spec.servers[0].tls.credentialName'],
  },
  {
    desc: 'finds one pair of files in two',
    yaml: given([file], [file]),
    hits: ['g0 spec.servers[0].tls.serverCertificate', 'g1 spec.servers[0].tls.serverCertificate'],
  },
  {
    desc: 'finds a narrower selector',
    yaml: given([cert], [cert, '{ istio: ingress, app: x }']),
    hits: ['g0 spec.servers[0].tls.credentialName', 'g1 spec.servers[0].tls.credentialName'],
  },
  {
    desc: 'is content with two credentials',
    yaml: given([cert], ['{ credentialName: other }']),
    hits: [],
  },
  {
    desc: 'is content with two proxies',
    yaml: given([cert], [cert, '{ istio: egress }']),
    hits: [],
  },
  {
    desc: 'is content with two keys',
    yaml: given([file], ['{ serverCertificate: /a.pem, privateKey: /b.key }']),
    hits: [],
  },
  {
    desc: 'says nothing without certificates',
    yaml: given(['{ mode: PASSTHROUGH }'], ['null']),
    hits: [],
  },
]

describe('gateway-certificate-twice', () => {
  it.each(cases)('$desc', ({ hits, ...rest }) => {
    expect(checkRule(gatewayCertificateTwice, rest)).toEqual(hits)
  })
})
