import { appLabelsOf } from '../seams/app-labels.ts'
import type { Inventory } from '../seams/inventory.ts'

/** What variables of links stand for; null: the subject has none, or several. */
export interface LinkSubject {
  readonly kind: 'app' | 'service' | 'workload'
  readonly namespace: string
  readonly name: string
  readonly app: string | null
  readonly service: string | null
  readonly workload: string | null
  readonly version: string | null
}

type Named = Pick<LinkSubject, 'kind' | 'namespace' | 'name'>
type Labels = Readonly<Record<string, string>>

/** A subject with what else dashboards ask for, as its labels and the selectors of services say. */
export function linkSubjectOf(named: Named, inventory: Inventory | null): LinkSubject {
  const { kind, namespace, name } = named
  const labels = inventory === null ? {} : labelsOf(named, inventory)
  const { app, version } = appLabelsOf(labels)
  return {
    ...{ kind, namespace, name, version },
    app: kind === 'app' ? name : app,
    service: kind === 'service' ? name : serviceOf(namespace, labels, inventory),
    workload: kind === 'workload' ? name : null,
  }
}

function labelsOf({ kind, namespace, name }: Named, inventory: Inventory): Labels {
  if (kind === 'app') return {}
  const isIt = (one: { readonly namespace: string; readonly name: string }): boolean =>
    one.namespace === namespace && one.name === name
  return kind === 'workload'
    ? (inventory.workloads.find(isIt)?.podLabels ?? {})
    : (inventory.services.find(isIt)?.selector ?? {})
}

/** The one service that selects pods with these labels; null: none does, or several. */
function serviceOf(namespace: string, labels: Labels, inventory: Inventory | null): string | null {
  const selecting = (inventory?.services ?? []).filter((service) => {
    const selector = Object.entries(service.selector)
    const selects = selector.every(([name, value]) => labels[name] === value)
    return service.namespace === namespace && selector.length > 0 && selects
  })
  return selecting.length === 1 ? (selecting[0]?.name ?? null) : null
}
