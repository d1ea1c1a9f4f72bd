import { describe, expect, it } from 'vitest'
import { checkRule, type RuleCase } from '../../../test/support/check-rule.ts'
import { listenerCertificate } from './listener-certificate.ts'

const given = (listener: string): string => `
apiVersion: v1
kind: Secret
metadata: { name: shop-cert }
type: kubernetes.io/tls
---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: edge }
spec: { listeners: [${listener}] }`
const https = (tls: string): string => `{ name: a, port: 443, protocol: HTTPS, tls: ${tls} }`

const cases: readonly RuleCase[] = [
  {
    desc: 'finds a Secret that is not there',
    yaml: given(https('{ certificateRefs: [{ name: other }] }')),
    hits: ['edge spec.listeners[0].tls.certificateRefs[0].name'],
  },
  {
    desc: 'offers the nearest',
    yaml: given(https('{ certificateRefs: [{ name: shop-certs }] }')),
    hits: ['edge spec.listeners[0].tls.certificateRefs[0].name'],
  },
  {
    desc: 'finds none at all',
    yaml: given('{ name: a, port: 443, protocol: HTTPS }'),
    hits: ['edge spec.listeners[0].tls.certificateRefs'],
  },
  {
    desc: 'looks into the namespace that is named',
    yaml: given(https('{ certificateRefs: [{ name: shop-cert, namespace: certs }] }')),
    hits: ['edge spec.listeners[0].tls.certificateRefs[0].name'],
  },
  {
    desc: 'is content with a Secret that is there',
    yaml: given(https('{ certificateRefs: [{ name: shop-cert }] }')),
    hits: [],
  },
  {
    desc: 'needs none for plain text',
    yaml: given('{ name: a, port: 80, protocol: HTTP }'),
    hits: [],
  },
  {
    desc: 'needs none to pass TLS through',
    yaml: given('{ name: a, port: 443, protocol: TLS, tls: { mode: Passthrough } }'),
    hits: [],
  },
  {
    desc: 'lets options of a controller stand for it',
    yaml: given(https('{ options: { example.com/certificate: managed } }')),
    hits: [],
  },
  {
    desc: 'lets other kinds be',
    yaml: given(https('{ certificateRefs: [{ group: x.example, kind: Vault, name: y }] }')),
    hits: [],
  },
]

describe('listener-certificate', () => {
  it.each(cases)('$desc', ({ hits, ...rest }) => {
    expect(checkRule(listenerCertificate, rest)).toEqual(hits)
  })
})
