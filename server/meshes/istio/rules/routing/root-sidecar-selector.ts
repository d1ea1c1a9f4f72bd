import type { Rule } from '../../../../seams/rule.ts'
import { sidecarKind } from '../../lookup/kinds.ts'
import { meshSettings } from '../../lookup/mesh-settings.ts'

/** A Sidecar for the mesh that chooses. */
export const rootSidecarSelector: Rule = {
  id: 'MC271',
  aka: ['KIA1006'],
  severity: 'warning',
  title: 'Sidecar of the root namespace with a selector',
  cause: 'A Sidecar in the root namespace of the mesh has a workloadSelector.',
  effect:
    'There the Sidecar without a selector is the default of all namespaces; one with a selector holds for workloads of the root namespace alone.',
  repair: 'Leave the selector out, or put the Sidecar into the namespace of the workloads.',
  source: 'https://istio.io/latest/docs/reference/config/networking/sidecar/',
  kinds: [sidecarKind],
  needs: [],
  check: ({ spec, namespace }, view) => {
    const field = spec.get('workloadSelector')
    const { rootNamespace } = meshSettings(view)
    if (field.isAbsent || namespace !== rootNamespace) return []
    return [
      {
        field,
        message: `${namespace} is the root namespace of the mesh: with a selector this Sidecar holds for workloads of ${namespace} only`,
        values: { rootNamespace },
      },
    ]
  },
}
