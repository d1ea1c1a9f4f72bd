import type { Field } from '../../../../seams/field.ts'
import type { KubeObject } from '../../../../seams/kube-object.ts'
import type { Subject, View } from '../../../../seams/rule.ts'
import { isAmbientService } from '../../lookup/ambient.ts'
import { serviceFor } from '../../lookup/hosts.ts'
import { destinationRuleKind } from '../../lookup/kinds.ts'
import { destinationsOf, isDelegate, isInMesh } from './virtual-service.ts'

/** A service of the ambient mesh that an object is for. */
export interface AmbientTarget {
  readonly field: Field // the host
  readonly service: KubeObject
}

/** Services by the hosts of a virtual service or destination rule, those of the ambient mesh alone. */
export function ambientTargets({ kind, spec, namespace }: Subject, view: View): AmbientTarget[] {
  const hosts = kind === destinationRuleKind ? [spec.get('host')] : spec.get('hosts').items()
  return hosts.flatMap((field) => {
    const service = serviceFor(view, field.text() ?? '', namespace)
    return service !== null && isAmbientService(view, service) ? [{ field, service }] : []
  })
}

/** Whether a virtual service for the mesh sends to any service of the ambient mesh. */
export function sendsToAmbient({ spec, namespace }: Subject, view: View): boolean {
  return destinationsOf(spec).some(({ host }) => {
    const service = serviceFor(view, host, namespace)
    return service !== null && isAmbientService(view, service)
  })
}

/** Whether it says what only a proxy that understands requests can do. */
export function needsWaypoint({ kind, spec }: Subject): boolean {
  if (kind === destinationRuleKind) return policiesOf(spec).some(isForRequests)
  if (!isInMesh(spec) || isDelegate(spec)) return false
  return spec.get('http').items().length > 0 || spec.get('tls').items().length > 0
}

function policiesOf(spec: Field): readonly Field[] {
  const policies = [spec, ...spec.get('subsets').items()].map((one) => one.get('trafficPolicy'))
  return policies.flatMap((policy) => [policy, ...policy.get('portLevelSettings').items()])
}

function isForRequests(policy: Field): boolean {
  const hash = policy.get('loadBalancer', 'consistentHash')
  return [
    hash.get('httpHeaderName'),
    hash.get('httpCookie'),
    hash.get('httpQueryParameterName'),
    policy.get('connectionPool', 'http'),
    policy.get('outlierDetection'),
  ].some((field) => field.isPresent)
}
