import { pino } from 'pino'
import { expect, it } from 'vitest'
import { auditLevel } from './record-write.ts'

it('writes a line about who set which level of which proxy, and how that ended', () => {
  const lines: string[] = []
  const log = pino({ base: null }, { write: (line: string) => void lines.push(line) })
  const caller = {
    identity: { kind: 'token', token: 'secret' },
    viewer: { user: 'me', sees: 'all' },
  } as const
  const record = {
    namespace: 'shop',
    pod: 'cart-1',
    cluster: 'east',
    logger: 'http',
    level: 'debug',
  }
  auditLevel(log, caller, { ...record, outcome: 'forbidden' })
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({
    msg: 'write',
    audit: {
      ...{ user: 'me', verb: 'setLogLevel', cluster: 'east', outcome: 'forbidden' },
      object: { group: '', kind: 'Pod', namespace: 'shop', name: 'cart-1' },
      ...{ logger: 'http', level: 'debug' },
    },
  })
  expect(lines.join('')).not.toContain('secret')
})
