import type { KubeObject, ObjectReader } from '../../seams.ts'
import { isRecord, listAt, recordAt } from '../../store/json.ts'
import { selects } from '../../world/traffic/rules/text-match.ts'

const rootNamespace = 'istio-system'

/**
 * Whether the proxies of this pod write access logs: the Telemetry object nearest to the pod that
 * speaks of it decides, its own before its namespace's before the mesh's. Nobody: they do not.
 */
export function writesAccessLog(objects: ObjectReader, pod: KubeObject): boolean {
  const { namespace = '', labels = {} } = pod.metadata
  const [nearest] = objects
    .list('Telemetry')
    .filter(({ spec }) => listAt(spec, 'accessLogging').length > 0)
    .flatMap(({ metadata, spec }) => {
      const selector = recordAt(recordAt(spec, 'selector'), 'matchLabels')
      const hasSelector = Object.keys(selector).length > 0
      const isNear = metadata.namespace === namespace
      if (!isNear && (metadata.namespace !== rootNamespace || hasSelector)) return []
      if (!selects(selector, labels)) return []
      return [{ rank: hasSelector ? 0 : isNear ? 1 : 2, spec }]
    })
    .sort((a, b) => a.rank - b.rank)
  if (nearest === undefined) return false
  return listAt(nearest.spec, 'accessLogging').some(
    (logging) => isRecord(logging) && logging['disabled'] !== true,
  )
}
