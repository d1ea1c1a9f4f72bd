import type { ObjectReader } from '../../../seams.ts'
import { listAt, recordAt, stringAt } from '../../../store/json.ts'
import { hostCovers } from '../hosts.ts'
import type { Pod } from '../pods.ts'
import { selects } from './text-match.ts'

/** What a sidecar knows of the registry, and what it does with a host that it does not know. */
export interface OutboundPolicy {
  readonly isOpenFor: (pod: Pod) => boolean
  readonly sees: (pod: Pod, host: NamedHost) => boolean
}

interface NamedHost {
  readonly host: string
  readonly namespace: string
}

interface Scope {
  readonly namespace: string
  readonly selector: unknown
  readonly mode: string // '' for unsaid
  readonly hosts: readonly string[] // `namespace/host`
}

/** A Sidecar's word for its workloads, else its namespace's, the root's, the mesh configuration's. */
export function readOutboundPolicy(objects: ObjectReader, rootNamespace: string): OutboundPolicy {
  const meshConfig = objects
    .list('ConfigMap', rootNamespace)
    .find(({ metadata }) => metadata.name === 'istio')
  const text = stringAt(recordAt(meshConfig, 'data'), 'mesh')
  const isOpenByDefault = !/outboundTrafficPolicy:\s*\{?\s*mode:\s*REGISTRY_ONLY/.test(text)
  const scopes = objects.list('Sidecar').map(({ metadata, spec }): Scope => ({
    namespace: metadata.namespace ?? '',
    selector: recordAt(spec, 'workloadSelector')['labels'],
    mode: stringAt(recordAt(spec, 'outboundTrafficPolicy'), 'mode'),
    hosts: listAt(spec, 'egress').flatMap((egress) => listAt(egress, 'hosts').map(String)),
  }))
  const scopeOf = (pod: Pod): Scope | null => {
    if (scopes.length === 0 || pod.proxy !== 'sidecar') return null
    const near = scopes.filter(
      ({ namespace, selector }) =>
        namespace === pod.workload.namespace && selects(selector, pod.labels),
    )
    const wide = scopes.find((s) => s.namespace === rootNamespace && s.selector === undefined)
    return near.find(({ selector }) => selector !== undefined) ?? near[0] ?? wide ?? null
  }
  return {
    isOpenFor: (pod) => {
      const mode = scopeOf(pod)?.mode ?? ''
      return mode === '' ? isOpenByDefault : mode === 'ALLOW_ANY'
    },
    sees: (pod, host) => {
      const scope = scopeOf(pod)
      if (scope === null || scope.hosts.length === 0) return true
      return scope.hosts.some((pattern) => covers(pattern, pod, host))
    },
  }
}

function covers(pattern: string, pod: Pod, { host, namespace }: NamedHost): boolean {
  const [where = '*', what = '*'] = pattern.includes('/') ? pattern.split('/') : ['*', pattern]
  const isNear = where === '.' && namespace === pod.workload.namespace
  return (where === '*' || isNear || where === namespace) && hostCovers(what, host)
}
