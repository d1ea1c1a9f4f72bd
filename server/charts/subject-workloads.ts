import type { Inventory, WorkloadObject } from '../seams/inventory.ts'

type Subject = {
  readonly kind: 'app' | 'service' | 'workload'
  readonly namespace: string
  readonly name: string
}

/** Finds the workloads behind an app, a service or a workload without going through all of them. */
export interface SubjectWorkloads {
  readonly of: (subject: Subject) => readonly WorkloadObject[]
}

const appLabels = ['app', 'app.kubernetes.io/name', 'k8s-app'] as const

/** Made once per revision of an inventory. */
export function indexWorkloads(inventory: Inventory): SubjectWorkloads {
  const byNamespace = Map.groupBy(inventory.workloads, ({ namespace }) => namespace)
  const selectors = new Map(
    inventory.services.map((one) => [`${one.namespace}/${one.name}`, one.selector]),
  )
  return {
    of: ({ kind, namespace, name }) => {
      const near = byNamespace.get(namespace) ?? []
      if (kind === 'workload') return near.filter((one) => one.name === name)
      if (kind === 'app') return near.filter(({ podLabels }) => appOf(podLabels) === name)
      const selector = Object.entries(selectors.get(`${namespace}/${name}`) ?? {})
      if (selector.length === 0) return []
      return near.filter(({ podLabels }) =>
        selector.every(([label, value]) => podLabels[label] === value),
      )
    },
  }
}

/** Labels that name an app in the mesh's own words end in canonical-name, and go first. */
function appOf(labels: Readonly<Record<string, string>>): string | undefined {
  const canonical = Object.keys(labels).find((label) => label.endsWith('/canonical-name'))
  if (canonical !== undefined) return labels[canonical]
  return appLabels.map((label) => labels[label]).find((value) => value !== undefined)
}
