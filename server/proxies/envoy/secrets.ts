import { X509Certificate } from 'node:crypto'
import type { CertificateRow } from '#contract/proxy-rows.ts'
import { isRecord, recordAt, textAt, type JsonRecord } from '../../seams/json.ts'
import type { ProxyNames } from '../../seams/proxy-program.ts'
import { originsOf } from './origins.ts'
import { dumpSections, readTold, toldOf } from './told.ts'

const mostOfChain = 20

type Facts = Pick<
  CertificateRow,
  'subject' | 'subjectNames' | 'issuer' | 'serial' | 'validFrom' | 'validTo' | 'validity'
>

const noFacts: Facts = {
  ...{ subject: null, subjectNames: [], issuer: null, serial: null },
  ...{ validFrom: null, validTo: null, validity: null },
}

/** One row for each certificate of each secret. Keys are gone before this is read. */
export function readSecrets(
  dump: unknown,
  names: ProxyNames,
  takenAt: number,
): readonly CertificateRow[] {
  return readTold(dump, dumpSections.secrets).flatMap((told) => {
    const name = textAt(told.resource, 'name') ?? ''
    const { kind, pem } = contentOf(told.resource)
    const chain = certificatesIn(pem).slice(0, mostOfChain)
    const facts = chain.length === 0 ? [noFacts] : chain.map((one) => readCertificate(one, takenAt))
    return facts.map((fact, place) => ({
      key: `${name} ${place}${told.isWarming ? ' warming' : ''}`,
      resource: name,
      origins: originsOf(names.ofSecret(name)),
      ...{ name, kind, place },
      ...fact,
      ...toldOf(told),
    }))
  })
}

function contentOf(secret: JsonRecord): { kind: CertificateRow['kind']; pem: string } {
  if (isRecord(secret['tls_certificate']))
    return {
      kind: 'certificate',
      pem: inlineText(recordAt(secret, 'tls_certificate', 'certificate_chain')),
    }
  if (isRecord(secret['validation_context']))
    return {
      kind: 'trustedAuthority',
      pem: inlineText(recordAt(secret, 'validation_context', 'trusted_ca')),
    }
  return { kind: 'other', pem: '' }
}

function inlineText(source: JsonRecord): string {
  const bytes = textAt(source, 'inline_bytes')
  if (bytes !== null) return Buffer.from(bytes, 'base64').toString('latin1')
  return textAt(source, 'inline_string') ?? ''
}

const certificate = /-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g
const certificatesIn = (pem: string): readonly string[] => pem.match(certificate) ?? []

/** What cannot be read has no facts. */
function readCertificate(pem: string, takenAt: number): Facts {
  try {
    const read = new X509Certificate(pem)
    const validFrom = read.validFromDate.getTime()
    const validTo = read.validToDate.getTime()
    return {
      subject: oneLine(read.subject),
      subjectNames: namesOf(read.subjectAltName ?? ''),
      issuer: oneLine(read.issuer),
      serial: read.serialNumber,
      ...{ validFrom, validTo },
      validity: takenAt < validFrom ? 'notYet' : takenAt > validTo ? 'expired' : 'valid',
    }
  } catch {
    return noFacts
  }
}

/** The library writes a line for each part of a name; certificates of meshes often have none. */
function oneLine(name: string | undefined): string | null {
  const text = (name ?? '').split('\n').reverse().join(', ')
  return text === '' ? null : text
}

/** `URI:spiffe://…, DNS:a.b` → the names. */
function namesOf(alternatives: string): string[] {
  return alternatives
    .split(', ')
    .map((one) => one.replace(/^(?:URI|DNS|IP Address|email):/, ''))
    .filter((one) => one !== '')
}
