import { isRecord } from '../seams/json.ts'

export const redacted = '[redacted]'

/** Fields that hold secrets, whatever stands in them: of certificates, sessions, sign-in. */
const secretFields: ReadonlySet<string> = new Set([
  'private_key',
  'privateKey',
  'private_key_provider',
  'privateKeyProvider',
  'password',
  'session_ticket_keys',
  'sessionTicketKeys',
  'generic_secret',
  'genericSecret',
  'client_secret',
  'clientSecret',
  'hmac_secret',
  'token_secret',
  'jwt_token',
])

const privateKey = /-----BEGIN [A-Z ]*PRIVATE KEY-----/
const encodedPem = /^\s*LS0tLS1CRUdJTi/ // -----BEGIN in base64
const credential = /^(?:bearer|basic)\s+\S/i

/**
 * Takes keys, passwords and tokens out of what was parsed, in place, before anything else looks at
 * it. Found by the names of fields, and by what a text is, wherever it stands.
 */
export function redact(value: unknown): unknown {
  const waiting: unknown[] = [value]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (Array.isArray(next)) redactList(next, waiting)
    else if (isRecord(next)) redactRecord(next, waiting)
  }
  return typeof value === 'string' && isSecret(value) ? redacted : value
}

function redactList(list: unknown[], waiting: unknown[]): void {
  list.forEach((item, index) => {
    if (typeof item === 'string') {
      if (isSecret(item)) list[index] = redacted
    } else if (typeof item === 'object' && item !== null) waiting.push(item)
  })
}

function redactRecord(record: Record<string, unknown>, waiting: unknown[]): void {
  for (const name of Object.keys(record)) {
    const field = record[name]
    if (secretFields.has(name)) record[name] = redacted
    else if (typeof field === 'string') {
      if (isSecret(field)) record[name] = redacted
    } else if (typeof field === 'object' && field !== null) waiting.push(field)
  }
}

function isSecret(text: string): boolean {
  if (text.length < 12) return credential.test(text)
  if (text.includes('PRIVATE KEY-----')) return privateKey.test(text)
  if (encodedPem.test(text)) return Buffer.from(text, 'base64').includes('PRIVATE KEY-----')
  return text.length < 10_000 && credential.test(text)
}
