import { revisionOf, type Revision } from '../../revisions.ts'
import type { ObjectReader } from '../../seams.ts'
import { listAt, stringAt } from '../../store/json.ts'

/** How many proxies run that each revision of the control plane has brought about. */
export function countProxies(objects: ObjectReader): ReadonlyMap<Revision, number> {
  const counts = new Map<Revision, number>()
  for (const { metadata, spec, status } of objects.list('Pod')) {
    if (stringAt(status, 'phase') !== 'Running') continue
    const containers = [...listAt(spec, 'containers'), ...listAt(spec, 'initContainers')]
    if (!containers.some((one) => stringAt(one, 'name') === 'istio-proxy')) continue
    const { annotations = {}, labels = {} } = metadata
    const revision = revisionOf(annotations['istio.io/rev'] ?? labels['istio.io/rev'])
    counts.set(revision, (counts.get(revision) ?? 0) + 1)
  }
  return counts
}
