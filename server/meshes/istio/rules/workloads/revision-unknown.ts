import { setTo } from '../../../../seams/fix.ts'
import type { KubeObject } from '../../../../seams/kube-object.ts'
import { nearestTo } from '../../../../seams/nearest.ts'
import type { Index, Rule, View } from '../../../../seams/rule.ts'
import { revisionLabel } from '../../lookup/injection.ts'
import { isOwned, podKinds, readWorkload } from '../../lookup/workload.ts'

const webhookKind = 'admissionregistration.k8s.io/MutatingWebhookConfiguration'

/** What brings a revision or a tag for one: control planes, and the webhooks of their injectors. */
const bringers: Index = {
  id: 'revisions and their tags',
  kinds: ['apps/Deployment', webhookKind],
  keysOf: (object) => (revisionsOf(object).length > 0 ? [''] : []),
}

function revisionsOf({ kind, metadata }: KubeObject): readonly string[] {
  const labels = metadata.labels ?? {}
  const isControlPlane = kind === 'Deployment' && labels['app'] === 'istiod'
  if (kind === 'Deployment' && !isControlPlane) return []
  return [labels[revisionLabel] ?? '', labels['istio.io/tag'] ?? ''].filter((name) => name !== '')
}

export const revisionUnknown: Rule = {
  id: 'MC327',
  aka: [],
  severity: 'warning',
  title: 'A revision that no control plane has',
  cause: 'istio.io/rev names neither a revision of an istiod nor a tag.',
  effect: 'No webhook takes the pods: they are made without sidecars.',
  repair: 'Name a revision or a tag that istioctl tag list shows.',
  source: 'https://istio.io/latest/docs/setup/upgrade/canary/',
  kinds: ['Namespace', ...podKinds],
  needs: ['apps/Deployment', webhookKind],
  check(subject, view) {
    if (isOwned(subject.object)) return []
    const isNamespace = subject.kind === 'Namespace'
    const root = isNamespace ? subject.root : readWorkload(subject.object).pod
    const field = root.get('metadata', 'labels', revisionLabel)
    const name = field.text() ?? ''
    const known = name === '' ? [] : knownRevisions(view)
    if (known.length === 0 || known.includes(name)) return []
    const nearest = nearestTo(name, known)
    return [
      {
        field,
        message: `No control plane has revision ${name}; there is ${known.join(', ')}`,
        values: { revision: name, known: known.join(', ') },
        ...(nearest === null ? {} : { fix: setTo(field, nearest, `Take ${nearest}`) }),
      },
    ]
  },
}

/** None where no control plane is known: it may be outside of the cluster. */
function knownRevisions(view: View): readonly string[] {
  return [...new Set(view.find(bringers, '').flatMap(revisionsOf))].sort()
}
