import type { KubeObject } from '../../../seams/kube-object.ts'
import type { View } from '../../../seams/rule.ts'
import { egressScope, isImported } from './egress-scope.ts'
import { isInScope, scopeOf } from './exports.ts'
import { serviceOf } from './fqdn.ts'

/**
 * Whether some proxy is told of both objects, which speak of `host`: both are exported to a
 * namespace whose Sidecar imports both. Looked at are their own namespaces, those that they name,
 * and that of the service.
 */
export function areSeenTogether(
  view: View,
  objects: readonly [KubeObject, KubeObject],
  host: string,
): boolean {
  const scopes = objects.map(scopeOf)
  const namespaces = new Set([
    ...objects.map(({ metadata }) => metadata.namespace ?? ''),
    ...scopes.flatMap((scope) => [...(scope ?? [])]),
    serviceOf(host)?.namespace ?? objects[0].metadata.namespace ?? '',
  ])
  return [...namespaces].some((namespace) => {
    if (!scopes.every((scope) => isInScope(scope, namespace))) return false
    const egress = egressScope(view, namespace)
    return objects.every(({ metadata }) =>
      isImported(egress, { owner: metadata.namespace ?? '', host }),
    )
  })
}
