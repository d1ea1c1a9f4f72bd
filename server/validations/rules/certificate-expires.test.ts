import { describe, expect, it } from 'vitest'
import { checkRule, type RuleCase } from '../../../test/support/check-rule.ts'
import { certificateExpires } from './certificate-expires.ts'

/** Self-signed for shop.example; ends on 2026-12-01. Its key was thrown away. */
const pem =
  'LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0tCk1JSUJnekNDQVNtZ0F3SUJBZ0lVTG5UdzdrbXdoaXJVV2hRTUt3cjh1cFMrQWlVd0NnWUlLb1pJemowRUF3SXcKRnpFVk1CTUdBMVVFQXd3TWMyaHZjQzVsZUdGdGNHeGxNQjRYRFRJMk1URXlNVEE0TkRJeU9Wb1hEVEkyTVRJdwpNVEE0TkRJeU9Wb3dGekVWTUJNR0ExVUVBd3dNYzJodmNDNWxlR0Z0Y0d4bE1Ga3dFd1lIS29aSXpqMENBUVlJCktvWkl6ajBEQVFjRFFnQUViQS9EbEhHOFdsS3hwWDZwbTgyTFlzNkRqNnlZZ295YnNGVGQzcUQwNWI0cXVRdUoKTC9udXlYVm5YMlpPWVNQNjllSVhxR3pnTW5SY2hFRFpQbW52RWFOVE1GRXdIUVlEVlIwT0JCWUVGQXN4MndLTwpGNjd3c2l4ckp3V3U4ZjdLbHVYRU1COEdBMVVkSXdRWU1CYUFGQXN4MndLT0Y2N3dzaXhySndXdThmN0tsdVhFCk1BOEdBMVVkRXdFQi93UUZNQU1CQWY4d0NnWUlLb1pJemowRUF3SURTQUF3UlFJZ1N4WmVSMzd0VnBoUnJDOWgKT2NnbmxUWG1zYmtrSFJqNTJ1VHp4YzBqaGtBQ0lRRHN0WXIvUnMvYjBKRW1ZYUwycm5LZlN3K0xpRHdWQzFuMgpqc0NnSGJ3YVNBPT0KLS0tLS1FTkQgQ0VSVElGSUNBVEUtLS0tLQo='
const secret = (data: string): string => `
apiVersion: v1
kind: Secret
metadata: { name: shop }
type: kubernetes.io/tls
data: ${data}`
const certificate = (status: string): string => `
apiVersion: cert-manager.io/v1
kind: Certificate
metadata: { name: shop }
status: ${status}`
const on = (day: string): number => Date.parse(`${day}T00:00:00Z`)

const cases: readonly RuleCase[] = [
  {
    desc: 'finds a Secret that ends soon',
    yaml: secret(`{ tls.crt: ${pem} }`),
    nowMs: on('2026-11-25'),
    hits: ['shop data["tls.crt"]'],
  },
  {
    desc: 'finds a Secret that has ended',
    yaml: secret(`{ tls.crt: ${pem} }`),
    nowMs: on('2027-01-01'),
    hits: ['shop data["tls.crt"]'],
  },
  {
    desc: 'finds what cert-manager has not renewed',
    yaml: certificate('{ notAfter: "2026-12-01T00:00:00Z" }'),
    nowMs: on('2026-11-20'),
    hits: ['shop status.notAfter'],
  },
  {
    desc: 'is content with weeks to go',
    yaml: secret(`{ tls.crt: ${pem} }`),
    nowMs: on('2026-11-01'),
    hits: [],
  },
  {
    desc: 'is content with a certificate of next year',
    yaml: certificate('{ notAfter: "2027-12-01T00:00:00Z" }'),
    nowMs: on('2026-11-20'),
    hits: [],
  },
  { desc: 'is not checked without a clock', yaml: secret(`{ tls.crt: ${pem} }`), hits: [] },
  {
    desc: 'says nothing of a Secret without its data',
    yaml: secret('null'),
    nowMs: on('2027-01-01'),
    hits: [],
  },
  {
    desc: 'says nothing of what is no certificate',
    yaml: secret('{ tls.crt: bm9uZQ== }'),
    nowMs: on('2027-01-01'),
    hits: [],
  },
  {
    desc: 'says nothing of a date that is none',
    yaml: certificate('{ notAfter: soon }'),
    nowMs: on('2027-01-01'),
    hits: [],
  },
]

describe('certificate-expires', () => {
  it.each(cases)('$desc', ({ hits, ...rest }) => {
    expect(checkRule(certificateExpires, rest)).toEqual(hits)
  })
})
