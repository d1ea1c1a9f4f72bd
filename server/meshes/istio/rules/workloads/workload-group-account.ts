import { setTo } from '../../../../seams/fix.ts'
import { nearestTo } from '../../../../seams/nearest.ts'
import type { Rule } from '../../../../seams/rule.ts'

export const workloadGroupAccount: Rule = {
  id: 'MC325',
  aka: ['KIA1701'],
  severity: 'warning',
  title: 'A WorkloadGroup or WorkloadEntry with a service account that is not there',
  cause: 'serviceAccount names no ServiceAccount of the namespace.',
  effect:
    'Machines of the group cannot prove who they are: they get no certificate and cannot join.',
  repair: 'Create the ServiceAccount, or name one of the namespace.',
  source: 'https://istio.io/latest/docs/reference/config/networking/workload-entry/',
  kinds: ['networking.istio.io/WorkloadGroup', 'networking.istio.io/WorkloadEntry'],
  needs: ['ServiceAccount'],
  check({ spec, namespace, object }, view) {
    const place = object.kind === 'WorkloadGroup' ? spec.get('template') : spec
    const field = place.get('serviceAccount')
    const name = field.text()
    if (name === null || name === '') return []
    if (view.get('ServiceAccount', namespace, name) !== null) return []
    const names = view.inNamespace('ServiceAccount', namespace).map(({ metadata }) => metadata.name)
    const nearest = nearestTo(name, names)
    return [
      {
        field,
        message: `There is no ServiceAccount ${name} in namespace ${namespace}`,
        values: { serviceAccount: name, namespace },
        ...(nearest === null ? {} : { fix: setTo(field, nearest, `Name ${nearest}`) }),
      },
    ]
  },
}
