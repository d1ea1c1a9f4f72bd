import type { WorkloadObject } from '../../../seams/inventory.ts'

type Labels = Readonly<Record<string, string>>

/** Finds workloads by the labels of their pods without looking at every one of them each time. */
export type SelectWorkloads = (selector: Labels) => readonly WorkloadObject[]

/** Indexes only the label names that the selectors use. An empty selector selects nothing. */
export function indexWorkloads(
  workloads: readonly WorkloadObject[],
  selectors: readonly Labels[],
): SelectWorkloads {
  const names = new Set(selectors.flatMap((selector) => Object.keys(selector)))
  const byLabel = new Map<string, WorkloadObject[]>()
  for (const workload of workloads) {
    for (const name of names) {
      const value = workload.podLabels[name]
      if (value === undefined) continue
      const key = `${name}=${value}`
      const found = byLabel.get(key)
      if (found === undefined) byLabel.set(key, [workload])
      else found.push(workload)
    }
  }
  return (selector) => {
    const wanted = Object.entries(selector)
    const candidates = wanted
      .map(([name, value]) => byLabel.get(`${name}=${value}`) ?? [])
      .toSorted((one, other) => one.length - other.length)
    const rarest = candidates[0] ?? []
    return rarest.filter(({ podLabels }) =>
      wanted.every(([name, value]) => podLabels[name] === value),
    )
  }
}
