import { createHash, generateKeyPairSync, sign, type KeyObject } from 'node:crypto'

/** Who signs: as a mesh's own authority does, with a key that nobody sees. */
export interface Authority {
  readonly pem: string
  readonly issue: (certificate: CertificateAsk) => IssuedCertificate
}

export interface IssuedCertificate {
  readonly pem: string
  readonly key: string // PEM; of no use but to whoever presents the certificate
}

export interface CertificateAsk {
  readonly uri: string // spiffe://cluster.local/ns/a/sa/b
  readonly fromMs: number
  readonly toMs: number
}

const tags = {
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  utf8: 0x0c,
  utcTime: 0x17,
  sequence: 0x30,
  set: 0x31,
  uri: 0x86,
}
const ecdsaWithSha256 = Buffer.from('06082a8648ce3d040302', 'hex')
const organization = Buffer.from('060355040a', 'hex')
const subjectAltName = Buffer.from('0603551d11', 'hex')
const basicConstraints = Buffer.from('0603551d13', 'hex')
const critical = Buffer.from('0101ff', 'hex')

/** An authority that is valid for ten years from `fromMs` on. */
export function createAuthority(name: string, fromMs: number): Authority {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
  const toMs = fromMs + 3650 * 86_400_000
  const issuer = nameOf(name)
  const isAuthority = sequence(
    basicConstraints,
    critical,
    element(tags.octetString, sequence(critical)),
  )
  const pem = sealed({ issuer, subject: issuer, fromMs, toMs, publicKey, extension: isAuthority })
  function sealed(parts: Parts): string {
    return toPem(seal(parts, privateKey))
  }
  return {
    pem,
    issue: ({ uri, ...times }) => {
      const names = sequence(element(tags.uri, Buffer.from(uri)))
      const extension = sequence(subjectAltName, critical, element(tags.octetString, names))
      const own = generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
      return {
        pem: sealed({ issuer, subject: sequence(), ...times, publicKey: own.publicKey, extension }),
        key: own.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
      }
    },
  }
}

interface Parts {
  readonly issuer: Buffer
  readonly subject: Buffer
  readonly fromMs: number
  readonly toMs: number
  readonly publicKey: KeyObject
  readonly extension: Buffer
}

/** @see https://www.rfc-editor.org/rfc/rfc5280#section-4.1 */
function seal(
  { issuer, subject, fromMs, toMs, publicKey, extension }: Parts,
  key: KeyObject,
): Buffer {
  const spki = publicKey.export({ type: 'spki', format: 'der' })
  const serial = createHash('sha256').update(spki).digest().subarray(0, 8)
  const algorithm = sequence(ecdsaWithSha256)
  const toBeSigned = sequence(
    element(0xa0, element(tags.integer, Buffer.from([2]))), // version 3
    element(tags.integer, Buffer.concat([Buffer.from([0x01]), serial])),
    algorithm,
    issuer,
    sequence(timeOf(fromMs), timeOf(toMs)),
    subject,
    spki,
    element(0xa3, sequence(extension)),
  )
  const signature = sign('sha256', toBeSigned, key)
  return sequence(
    toBeSigned,
    algorithm,
    element(tags.bitString, Buffer.concat([Buffer.from([0]), signature])),
  )
}

function nameOf(name: string): Buffer {
  const value = element(tags.utf8, Buffer.from(name))
  return sequence(element(tags.set, sequence(organization, value)))
}

/** `yyMMddHHmmssZ`, good until 2050. */
function timeOf(atMs: number): Buffer {
  const digits = new Date(atMs).toISOString().replace(/\D/g, '').slice(2, 14)
  return element(tags.utcTime, Buffer.from(`${digits}Z`))
}

function sequence(...parts: readonly Buffer[]): Buffer {
  return element(tags.sequence, Buffer.concat(parts))
}

function element(tag: number, content: Buffer): Buffer {
  const { length } = content
  if (length < 128) return Buffer.concat([Buffer.from([tag, length]), content])
  const bytes = length < 256 ? [0x81, length] : [0x82, length >> 8, length & 0xff]
  return Buffer.concat([Buffer.from([tag, ...bytes]), content])
}

function toPem(der: Buffer): string {
  const lines = der.toString('base64').match(/.{1,64}/g) ?? []
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n')
}
