import type { Inventory, ServiceObject, WorkloadObject } from '../seams/inventory.ts'
import { keyOf } from './entry.ts'

/** Which workloads stand behind which services, both ways; keys are `namespace/name`. */
export interface Selection {
  readonly workloads: readonly WorkloadObject[] // that were held against the services
  readonly workloadsOf: (service: ServiceObject) => readonly WorkloadObject[]
  readonly servicesOf: (workload: WorkloadObject) => readonly ServiceObject[]
}

/** By the selectors of services; those without one, and ExternalName, have nothing behind them. */
export function indexSelection({
  workloads,
  services,
}: Pick<Inventory, 'workloads' | 'services'>): Selection {
  const byLabel = fileByFirstLabel(services)
  const workloadsByService = new Map<string, WorkloadObject[]>()
  const servicesByWorkload = new Map<WorkloadObject, ServiceObject[]>()
  for (const workload of workloads) {
    const found = selecting(byLabel, workload)
    if (found.length > 0) servicesByWorkload.set(workload, found)
    for (const service of found) {
      const list = workloadsByService.get(keyOf(service))
      if (list === undefined) workloadsByService.set(keyOf(service), [workload])
      else list.push(workload)
    }
  }
  return {
    workloads,
    workloadsOf: (service) => workloadsByService.get(keyOf(service)) ?? [],
    servicesOf: (workload) => servicesByWorkload.get(workload) ?? [],
  }
}

type ServicesByLabel = ReadonlyMap<string, readonly ServiceObject[]>

function fileByFirstLabel(services: readonly ServiceObject[]): ServicesByLabel {
  const files = new Map<string, ServiceObject[]>()
  for (const service of services) {
    const [first] = Object.entries(service.selector)
    if (first === undefined || service.type === 'ExternalName') continue
    const key = `${service.namespace}/${first.join('=')}`
    const file = files.get(key)
    if (file === undefined) files.set(key, [service])
    else file.push(service)
  }
  return files
}

function selecting(
  files: ServicesByLabel,
  { namespace, podLabels }: WorkloadObject,
): ServiceObject[] {
  return Object.entries(podLabels).flatMap((pair) =>
    (files.get(`${namespace}/${pair.join('=')}`) ?? []).filter(({ selector }) =>
      Object.entries(selector).every(([name, value]) => podLabels[name] === value),
    ),
  )
}
