import { describe, expect, it } from 'vitest'
import { checkRule, objectsOf, type RuleCase } from '../../../../../test/support/check-rule.ts'
import { Validator } from '../../../../validations/validator.ts'
import { serverNotVerified } from './server-not-verified.ts'

const rule = (host: string, policy: string): string =>
  `{apiVersion: networking.istio.io/v1, kind: DestinationRule, metadata: {name: it}, spec: {host: "${host}", ${policy}}}`
const tls = (text: string): string => rule('db', `trafficPolicy: {tls: ${text}}`)

const cases: readonly RuleCase[] = [
  {
    desc: 'finds SIMPLE without an authority',
    yaml: tls('{mode: SIMPLE}'),
    hits: ['it spec.trafficPolicy.tls'],
  },
  {
    desc: 'finds MUTUAL with an empty one',
    yaml: tls('{mode: MUTUAL, clientCertificate: /a, caCertificates: ""}'),
    hits: ['it spec.trafficPolicy.tls'],
  },
  {
    desc: 'finds ports and subsets',
    yaml: rule(
      'db',
      'trafficPolicy: {portLevelSettings: [{tls: {mode: SIMPLE}}]}, subsets: [{name: a, trafficPolicy: {tls: {mode: SIMPLE}}}]',
    ),
    hits: [
      'it spec.subsets[0].trafficPolicy.tls',
      'it spec.trafficPolicy.portLevelSettings[0].tls',
    ],
  },
  {
    desc: 'finds the check turned off',
    yaml: tls('{mode: SIMPLE, caCertificates: /a, insecureSkipVerify: true}'),
    hits: ['it spec.trafficPolicy.tls.insecureSkipVerify'],
  },
  {
    desc: 'lets a named authority be',
    yaml: tls('{mode: SIMPLE, caCertificates: /etc/ca.pem}'),
    hits: [],
  },
  { desc: 'lets a named Secret be', yaml: tls('{mode: MUTUAL, credentialName: db}'), hits: [] },
  { desc: 'lets mutual TLS of the mesh be', yaml: tls('{mode: ISTIO_MUTUAL}'), hits: [] },
  { desc: 'lets plain text be', yaml: tls('{mode: DISABLE}'), hits: [] },
  { desc: 'lets nonsense be', yaml: tls('[7]'), hits: [] },
]

describe('serverNotVerified', () => {
  it.each(cases)('$desc', (one) => {
    expect(checkRule(serverNotVerified, one)).toEqual(one.hits)
  })

  it.each([
    ['db', 'warning'],
    ['db.prod.svc.cluster.local', 'warning'],
    ['api.example.com', 'info'],
  ])('says of %s as %s', (host, severity) => {
    const validator = new Validator({ rules: [serverNotVerified] })
    validator.apply({ put: objectsOf(rule(host, 'trafficPolicy: {tls: {mode: SIMPLE}}')) })
    expect(validator.findings().map((one) => one.severity)).toEqual([severity])
  })
})
