import { editDistance } from '../../../seams/nearest.ts'

/** What Kubernetes calls a service. */
export interface ServiceName {
  readonly namespace: string
  readonly name: string
}

const clusterDomain = 'cluster.local'
const serviceHost = /^(.+)\.svc\.([^/]+)$/

/**
 * The host that Istio looks for when an object of that namespace says `host`. Only a name without
 * dots is short: `reviews` is completed, `reviews.bookinfo` and `reviews.bookinfo.svc` are taken as
 * they stand. The domain of a cluster is told to istiod alone, so every domain behind `.svc.` reads
 * as `cluster.local`, but the one of multi-cluster services and what is a misspelling.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#Destination
 */
export function fqdnOf(host: string, namespace: string): string {
  if (isShort(host)) return `${host}.${namespace}.svc.${clusterDomain}`
  const [, service, domain] = serviceHost.exec(host) ?? []
  if (service === undefined || domain === undefined || !isCustomDomain(domain)) return host
  return `${service}.svc.${clusterDomain}`
}

/** A name that Istio completes by the namespace of the object that says it. */
export function isShort(host: string): boolean {
  return host !== '' && host !== '*' && !/[.:/]/.test(host)
}

/** The service whose host this is, of this cluster or of several; null for wildcards and what is outside. */
export function serviceOf(fqdn: string): ServiceName | null {
  const [, name, namespace] = /^([^.*]+)\.([^.*]+)\.svc\.cluster(?:set)?\.local$/.exec(fqdn) ?? []
  return name === undefined || namespace === undefined ? null : { name, namespace }
}

/** The service that the author of a half-finished name may have meant: `reviews.bookinfo[.svc]`. */
export function serviceMeantBy(host: string): ServiceName | null {
  const [, name, namespace] = /^([^.*]+)\.([^.*]+)(?:\.svc)?$/.exec(host) ?? []
  return name === undefined || namespace === undefined ? null : { name, namespace }
}

export function writeServiceHost({ name, namespace }: ServiceName): string {
  return `${name}.${namespace}.svc.${clusterDomain}`
}

const ofSeveralClusters = 'clusterset.local'

function isCustomDomain(domain: string): boolean {
  if (domain === clusterDomain || domain === ofSeveralClusters) return false
  const isSpelledWithCare = /[\d-]/.test(domain)
  return isSpelledWithCare || editDistance(domain, clusterDomain) > 2
}
