import { isRaw, mapAt } from './raw.ts'

const block = /-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+?-----END CERTIFICATE-----/g

/** The certificates in a Secret by its entries; whatever else is in there is not looked at. */
export function readCertificates(secret: unknown): { entry: string; pem: string }[] {
  if (!isRaw(secret)) return []
  return Object.entries(mapAt(secret, 'data')).flatMap(([entry, encoded]) => {
    const found = Buffer.from(encoded, 'base64').toString('utf8').match(block) ?? []
    return found.length === 0 ? [] : [{ entry, pem: found.join('\n') }]
  })
}
