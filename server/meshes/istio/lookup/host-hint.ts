import type { View } from '../../../seams/rule.ts'
import { serviceFor } from './hosts.ts'
import { fqdnOf, isShort, serviceMeantBy, serviceOf, writeServiceHost } from './fqdn.ts'
import { nearestTo } from '../../../seams/nearest.ts'

/**
 * What somebody who wrote a host that nobody knows is likely to have meant, written in full or, for
 * a short name, short: `reviews.shop` means the service of that name, `reveiws` the nearest one.
 */
export function hostHint(view: View, host: string, namespace: string): string | null {
  const halfFinished = serviceMeantBy(host)
  if (halfFinished !== null) {
    const full = writeServiceHost(halfFinished)
    if (serviceFor(view, full, namespace) !== null) return full
  }
  const named = serviceOf(fqdnOf(host, namespace))
  if (named === null) return null
  const names = view.inNamespace('Service', named.namespace).map(({ metadata }) => metadata.name)
  const near = nearestTo(named.name, names)
  if (near === null) return null
  return isShort(host) ? near : writeServiceHost({ ...named, name: near })
}

/** Whether a host can only be a service of the cluster, so that nothing outside answers for it. */
export function isOfCluster(view: View, host: string, namespace: string): boolean {
  const fqdn = fqdnOf(host, namespace)
  if (isShort(host) || serviceOf(fqdn) !== null || /\.(?:svc|local)$/.test(fqdn)) return true
  const meant = serviceMeantBy(host)
  return meant !== null && view.get('Service', meant.namespace, meant.name) !== null
}
