import type { Rule } from '../../../../seams/rule.ts'
import { asksForSidecar, isSystemNamespace, proxiesIn } from '../../lookup/injection.ts'
import { readWorkload } from '../../lookup/workload.ts'

export const podWithoutProxy: Rule = {
  id: 'MC313',
  aka: ['IST0103'],
  severity: 'warning',
  title: 'A pod that should have a sidecar and has none',
  cause:
    'Its namespace or its labels ask for injection; it was made before that, or the webhook was not there.',
  effect:
    'Its traffic is plain text and outside of the mesh; callers with STRICT policies refuse it.',
  repair:
    'Make it anew (kubectl rollout restart); if that does not help, look at the webhook of the injector.',
  source: 'https://istio.io/latest/docs/reference/config/analysis/ist0103/',
  kinds: ['Pod'],
  needs: ['Namespace'],
  check({ object, namespace, name, spec, root }, view) {
    const phase = root.get('status', 'phase').text()
    const isOver = phase === 'Succeeded' || phase === 'Failed'
    const containers = spec.get('containers')
    if (isOver || isSystemNamespace(namespace) || containers.items().length === 0) return []
    const workload = readWorkload(object)
    if (!asksForSidecar(view, workload) || proxiesIn(workload.pod).length > 0) return []
    return [
      {
        field: containers,
        message: `Pod ${name} has no istio-proxy, though it is asked for`,
        values: { pod: name, namespace },
        related: [{ group: '', kind: 'Namespace', namespace: '', name: namespace }],
      },
    ]
  },
}
