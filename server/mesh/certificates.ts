import { X509Certificate } from 'node:crypto'
import type { MeshCertificate, PartReason } from '#contract/mesh.ts'
import type { HealthStatus } from '#contract/health.ts'
import { thresholds } from './judge.ts'

const block = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g
const dayMs = 86_400_000
const mostRead = 20

/**
 * The certificates of a text in PEM, whatever else stands in it; what cannot be read says why. Keys
 * are never looked at. `name`: where the text stands.
 */
export function readCertificates(text: string, name: string, at: number): MeshCertificate[] {
  const found = (text.match(block) ?? []).slice(0, mostRead)
  if (found.length === 0) return [unread(name, 'There is no certificate in it.')]
  return found.map((pem, index) =>
    readOne(pem, found.length === 1 ? name : `${name} ${index + 1}`, at),
  )
}

function readOne(pem: string, name: string, at: number): MeshCertificate {
  try {
    const read = new X509Certificate(pem)
    const [fromAt, toAt] = [Date.parse(read.validFrom), Date.parse(read.validTo)]
    return {
      name,
      subject: inOneLine(read.subject),
      issuer: inOneLine(read.issuer),
      isRoot: read.checkIssued(read),
      validFromAt: fromAt,
      validToAt: toAt,
      daysLeft: Math.floor((toAt - at) / dayMs),
      dnsNames: namesOf(read.subjectAltName),
      fingerprint: read.fingerprint256,
      status: statusOf({ fromAt, toAt, at }),
      error: null,
    }
  } catch {
    return unread(name, 'It is no certificate that can be read.')
  }
}

const inOneLine = (name: string): string => name.split('\n').join(', ')

function namesOf(alternatives: string | undefined): string[] {
  return (alternatives ?? '').split(', ').flatMap((entry) => {
    const [kind, ...rest] = entry.split(':')
    return kind === 'DNS' || kind === 'URI' ? [rest.join(':')] : []
  })
}

/** The last days, or the last part of a short life, are a warning. */
function statusOf(life: { fromAt: number; toAt: number; at: number }): HealthStatus {
  const { fromAt, toAt, at } = life
  const leftMs = toAt - at
  if (leftMs <= 0 || at < fromAt) return 'failure'
  const { certificateDays, certificateLifeRatio } = thresholds
  const warnMs = Math.min(certificateDays * dayMs, (toAt - fromAt) * certificateLifeRatio)
  return leftMs < warnMs ? 'degraded' : 'healthy'
}

function unread(name: string, error: string): MeshCertificate {
  return {
    ...{ name, subject: null, issuer: null, isRoot: false, validFromAt: null, validToAt: null },
    ...{ daysLeft: null, dnsNames: [], fingerprint: null, status: 'degraded', error },
  }
}

export function judgeCertificate(certificate: MeshCertificate): PartReason {
  const { name, daysLeft, status, error } = certificate
  return daysLeft === null
    ? { kind: 'badCertificate', status, name, message: error ?? '' }
    : { kind: 'certificate', status, name, daysLeft }
}
