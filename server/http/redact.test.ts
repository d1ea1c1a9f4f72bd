import { describe, expect, it } from 'vitest'
import { createRecentLog } from './recent-log.ts'
import { createRedactor, removed } from './redact.ts'

const planted = 'pl4nted/s3cret+x'

describe('a report without secrets', () => {
  it.each([
    { desc: 'a secret that is known', text: `connect ${planted} failed` },
    { desc: 'the same in an address', text: `GET /?k=${encodeURIComponent(planted)}` },
    { desc: 'the same in base64', text: `got ${Buffer.from(planted).toString('base64')}` },
  ])('has not $desc', ({ text }) => {
    const { text: told } = createRedactor([planted])
    expect(told(text)).toContain(removed)
    expect(told(text)).not.toMatch(/pl4nted|cGw0bnRlZC/)
  })

  it.each([
    { desc: 'a bearer token', text: 'sent Bearer abc.def-ghi', told: `sent Bearer ${removed}` },
    {
      desc: 'a JSON web token',
      text: 'by eyJhbGciOiJSUzI1.eyJzdWIiOiJhbm4i.c2lnbmF0dXJl done',
      told: `by ${removed} done`,
    },
    {
      desc: 'a login in an address',
      text: 'https://ann:pw@prom:9090/x',
      told: `https://${removed}@prom:9090/x`,
    },
    {
      desc: 'a key',
      text: 'key -----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY----- end',
      told: `key ${removed} end`,
    },
    {
      desc: 'a named value',
      text: '?api_key=abc&x=1 password="hunter22"',
      told: `?api_key=${removed}&x=1 password="${removed}"`,
    },
  ])('has not $desc, whoever wrote it', ({ text, told }) => {
    expect(createRedactor([]).text(text)).toBe(told)
  })

  it('leaves what only sounds like one', () => {
    const { text, value } = createRedactor(['abc'])
    const prose = 'The cluster does not accept this token: it may be expired. abc'
    expect(text(prose)).toBe(prose)
    const settings = { prometheusTokenFile: '/run/token', hasPassword: true, tokens: 3 }
    expect(value(settings)).toEqual(settings)
  })

  it('withholds what stands under the name of a secret, however deep', () => {
    const { value } = createRedactor([planted])
    expect(value({ a: [{ Authorization: 'x', [planted]: 1 }], clientSecret: 'y' })).toEqual({
      a: [{ Authorization: removed, [removed]: 1 }],
      clientSecret: removed,
    })
  })
})

describe('the recent log', () => {
  it('keeps the newest lines, and what cannot be read as text', () => {
    const log = createRecentLog()
    for (let n = 0; n < 120; n += 1) log.write(`{"n":${n}}\n`)
    log.write('{"cut')
    const lines = log.lines()
    expect(lines).toHaveLength(100)
    expect(lines[0]).toEqual({ n: 21 })
    expect(lines.at(-1)).toEqual({ text: '{"cut' })
  })
})
