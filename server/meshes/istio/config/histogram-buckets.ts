import type { Inventory } from '../../../seams/inventory.ts'

const annotation = 'sidecar.istio.io/statsHistogramBuckets'
const statistic = 'istiocustom.istio_request_duration_milliseconds' // as Envoy names it inside

/**
 * Upper bound of the lowest bucket of response times in ms, by `namespace/workload`, of those whose
 * proxies were told buckets of their own. During a roll-out the coarser ones count.
 *
 * @see https://istio.io/latest/docs/reference/config/annotations/
 */
export function readLowestBuckets({ workloads, pods }: Inventory): ReadonlyMap<string, number> {
  const found = new Map<string, number>()
  const note = (key: string, annotations: Readonly<Record<string, string>>): void => {
    const text = annotations[annotation]
    const bound = text === undefined ? null : readLowestBound(text)
    if (bound !== null) found.set(key, Math.max(bound, found.get(key) ?? 0))
  }
  for (const { namespace, name, podAnnotations } of workloads) {
    note(`${namespace}/${name}`, podAnnotations)
  }
  for (const { namespace, name, workload, annotations } of pods) {
    note(`${namespace}/${workload?.name ?? name}`, annotations)
  }
  return found
}

/** `{"istiocustom":[50,100]}` → 50: bounds by the beginning of the statistic's name. */
function readLowestBound(text: string): number | null {
  const bounds = Object.entries(readRecord(text)).flatMap(([prefix, buckets]) => {
    if (!statistic.startsWith(prefix) || !Array.isArray(buckets)) return []
    const numbers = buckets.filter(
      (one: unknown): one is number => typeof one === 'number' && one > 0,
    )
    return numbers.length === 0 ? [] : [Math.min(...numbers)]
  })
  return bounds.length === 0 ? null : Math.max(...bounds)
}

function readRecord(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? { ...value } : {}
  } catch {
    return {}
  }
}
