import type { Field } from '../../../../seams/field.ts'
import { takeOut } from '../../../../seams/fix.ts'
import type { Hit, Rule, Subject } from '../../../../seams/rule.ts'
import { destinationRuleKind, sidecarKind, virtualServiceKind } from '../../lookup/kinds.ts'

/** Kinds that Istio no longer reads (removed in 1.6), by group. */
const removedKinds: readonly string[] = [
  'rbac.istio.io/ClusterRbacConfig',
  'rbac.istio.io/RbacConfig',
  'rbac.istio.io/ServiceRole',
  'rbac.istio.io/ServiceRoleBinding',
  'authentication.istio.io/Policy',
  'authentication.istio.io/MeshPolicy',
]

export const deprecated: Rule = {
  id: 'MC345',
  aka: ['IST0002'],
  severity: 'warning',
  title: 'A kind or a field that Istio has given up',
  cause: 'The kind is no longer read, or the field has another in its place or is ignored.',
  effect: 'What is written there is not in force, or will not be after an upgrade.',
  repair: 'Use the field or the kind that took its place.',
  source: 'https://istio.io/latest/docs/reference/config/analysis/ist0002/',
  kinds: [virtualServiceKind, sidecarKind, destinationRuleKind, ...removedKinds],
  needs: [],
  *check(subject) {
    if (removedKinds.includes(subject.kind)) {
      const { kind } = subject.object
      yield {
        field: subject.root.get('kind'),
        severity: 'error',
        message: `Istio no longer reads ${kind}: use AuthorizationPolicy or PeerAuthentication`,
        values: { kind },
      }
    }
    for (const { field, why, fix } of fieldsOf(subject)) {
      if (field.isAbsent) continue
      yield { field, message: why, values: { field: String(field.path.at(-1) ?? '') }, ...fix }
    }
  },
}

interface GivenUp {
  readonly field: Field
  readonly why: string
  readonly fix?: Pick<Hit, 'fix'>
}

function fieldsOf({ kind, spec }: Subject): readonly GivenUp[] {
  if (kind === virtualServiceKind) return spec.get('http').items().flatMap(ofRoute)
  if (kind === destinationRuleKind) {
    const policies = [spec, ...spec.get('subsets').items()].map((one) => one.get('trafficPolicy'))
    return policies.map((policy) => ({
      field: policy.get('outlierDetection', 'consecutiveErrors'),
      why: 'consecutiveErrors is deprecated: use consecutive5xxErrors or consecutiveGatewayErrors',
    }))
  }
  const proxy = spec.get('outboundTrafficPolicy', 'egressProxy')
  const isWritten = kind === sidecarKind && proxy.isPresent
  if (!isWritten) return []
  return [
    { field: proxy, why: 'egressProxy is ignored', fix: { fix: takeOut(proxy, 'Take it out') } },
  ]
}

function ofRoute(route: Field): readonly GivenUp[] {
  const fault = route.get('fault')
  return [
    {
      field: fault.get('delay', 'percent'),
      why: 'fault.delay.percent is deprecated: use percentage.value',
    },
    {
      field: route.get('mirrorPercent'),
      why: 'mirrorPercent is deprecated: use mirrorPercentage.value',
    },
    {
      field: route.get('mirror_percent'),
      why: 'mirror_percent is deprecated: use mirrorPercentage.value',
    },
  ]
}
