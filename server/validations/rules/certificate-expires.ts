import { X509Certificate } from 'node:crypto'
import type { Field } from '../../seams/field.ts'
import type { Rule, Subject } from '../../seams/rule.ts'

const certManagerKind = 'cert-manager.io/Certificate'
const dayMs = 24 * 60 * 60 * 1000
/** Renewal by machine happens weeks before; who renews by hand needs some days. */
const soonMs = 14 * dayMs

export const certificateExpires: Rule = {
  id: 'MC440',
  aka: [],
  severity: 'warning',
  title: 'A certificate has expired or soon will',
  cause:
    'The certificate in the Secret, or the one that cert-manager keeps there, ends within 14 days.',
  effect: 'From then on callers refuse the connection.',
  repair: 'Renew it; when it should renew itself, look why it did not.',
  source: 'https://kubernetes.io/docs/concepts/configuration/secret/#tls-secrets',
  kinds: ['Secret', certManagerKind],
  needs: [],
  needsAlso: ['clock'],
  *check(subject, view) {
    const end = subject.kind === 'Secret' ? endOfSecret(subject) : endOfCertificate(subject)
    const nowMs = view.nowMs
    if (end === null || nowMs === null || end.endsAt - nowMs > soonMs) return
    const day = new Date(end.endsAt).toISOString().slice(0, 10)
    const days = Math.ceil((end.endsAt - nowMs) / dayMs)
    yield {
      field: end.field,
      severity: days <= 0 ? 'error' : 'warning',
      message:
        days <= 0
          ? `The certificate expired on ${day}`
          : `The certificate expires on ${day}, in ${days} ${days === 1 ? 'day' : 'days'}`,
      values: { expires: day, days: String(days) },
    }
  },
}

interface End {
  readonly field: Field
  readonly endsAt: number
}

function endOfCertificate({ root }: Subject): End | null {
  const field = root.get('status', 'notAfter')
  const endsAt = Date.parse(field.text() ?? '')
  return Number.isNaN(endsAt) ? null : { field, endsAt }
}

/** Only where the Secret came with its data, as in files; the console reads no data of Secrets. */
function endOfSecret({ root }: Subject): End | null {
  const encoded = root.get('data', 'tls.crt')
  const plain = root.get('stringData', 'tls.crt')
  const field = plain.isPresent ? plain : encoded
  const text = field.text()
  if (text === null) return null
  try {
    const pem = plain.isPresent ? text : Buffer.from(text, 'base64')
    return { field, endsAt: Date.parse(new X509Certificate(pem).validTo) }
  } catch {
    return null // not a certificate: the business of the rules about Secrets
  }
}
