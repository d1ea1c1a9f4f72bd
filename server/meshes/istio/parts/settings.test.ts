import { expect, it } from 'vitest'
import { readSettings } from './settings.ts'

const usual = {
  ...{ minTls: 'TLS 1.2', outbound: 'any', trustDomain: 'cluster.local' },
  ...{ rootNamespace: 'istio-system', isAutoMtls: true },
}

it.each([
  { desc: 'nothing', mesh: '', expected: usual },
  {
    desc: 'all of it',
    mesh: [
      'meshMTLS: {minProtocolVersion: TLSV1_3}',
      'outboundTrafficPolicy: {mode: REGISTRY_ONLY}',
      'trustDomain: corp',
      'rootNamespace: mesh',
      'enableAutoMtls: false',
    ].join('\n'),
    expected: {
      ...{ minTls: 'TLS 1.3', outbound: 'registered', trustDomain: 'corp' },
      ...{ rootNamespace: 'mesh', isAutoMtls: false },
    },
  },
  { desc: 'no YAML', mesh: 'a: [', expected: usual },
])('reads what the mesh is set to: $desc', ({ mesh, expected }) => {
  expect(readSettings({ mesh })).toEqual(expected)
})
