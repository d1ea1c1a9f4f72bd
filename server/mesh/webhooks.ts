import type { PartReason } from '#contract/mesh.ts'
import { Field } from '../seams/field.ts'
import type { KubeObject } from '../seams/kube-object.ts'
import { judgeCertificate, readCertificates } from './certificates.ts'
import type { FoundWebhook } from './mesh-input.ts'

/** The bundles of a webhook configuration of Kubernetes, each once. */
export function readBundles(object: KubeObject): readonly string[] {
  const bundles = new Field(object)
    .get('webhooks')
    .items()
    .map((one) => one.get('clientConfig', 'caBundle').text() ?? '')
    .filter((bundle) => bundle !== '')
  return [...new Set(bundles)].map((bundle) => Buffer.from(bundle, 'base64').toString('latin1'))
}

/**
 * Whether the API server can trust the control plane that it is to ask: where it cannot, no pod is
 * given a proxy, or none is made at all.
 *
 * @see https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/
 */
export function judgeWebhook({ name, bundles }: FoundWebhook, at: number): PartReason[] {
  const place = `Webhook ${name}`
  if (bundles.length > 0)
    return bundles.flatMap((pem) => readCertificates(pem, place, at)).map(judgeCertificate)
  const message = 'It has no CA bundle, so that the API server does not trust the control plane.'
  return [{ kind: 'badCertificate', status: 'degraded', name: place, message }]
}
