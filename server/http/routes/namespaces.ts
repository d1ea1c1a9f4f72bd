import type { Router } from 'express'
import { listNamespaces, type Namespace } from '#contract/namespaces.ts'
import { canSee, type Viewer } from '../../seams/identity.ts'
import type { Inventory } from '../../seams/inventory.ts'
import type { ConfigFacts, Mesh } from '../../seams/mesh.ts'
import { route } from '../route.ts'
import { inventoryWarnings } from '../inventory-warnings.ts'

export interface NamespaceRouteDeps {
  readonly meshes: readonly Mesh[]
}

export function mountNamespaces(router: Router, { meshes }: NamespaceRouteDeps): void {
  route(router, listNamespaces, ({ caller: { viewer }, context: { hub, clusters } }) => {
    const withTraffic = hub.withTraffic()
    const inventories = clusters.map((cluster) => cluster.inventory())
    const known = inventories.flatMap((inventory) =>
      describeNamespaces({ inventory, meshes, withTraffic }),
    )
    const namespaces = [...known, ...onlyInTraffic(withTraffic, known)].filter(
      ({ cluster, name }) => maySee(viewer, cluster, name),
    )
    return { namespaces, warnings: inventoryWarnings(clusters, viewer) }
  })
}

const maySee = (viewer: Viewer, cluster: string, name: string): boolean =>
  canSee(viewer, cluster, name)

interface DescribeInput {
  readonly inventory: Inventory
  readonly meshes: readonly Mesh[]
  readonly withTraffic: ReadonlySet<string> | null
}

function describeNamespaces({ inventory, meshes, withTraffic }: DescribeInput): Namespace[] {
  const facts: readonly ConfigFacts[] = meshes
    .filter((mesh) => mesh.detect(inventory) !== null)
    .map((mesh) => mesh.readConfig(inventory))
  const isUnread = (kind: string): boolean =>
    inventory.unreadable.some((unreadable) => unreadable.kind === kind)
  const workloads = countByNamespace(inventory.workloads)
  const services = countByNamespace(inventory.services)
  return inventory.namespaces.map(({ name }) => ({
    cluster: inventory.cluster,
    name,
    dataPlane: facts.map((one) => one.dataPlaneByNamespace.get(name)).find(Boolean) ?? null,
    isControlPlane: facts.some((one) => one.controlPlaneNamespaces.has(name)),
    workloads: isUnread('Deployment') ? null : (workloads.get(name) ?? 0),
    services: isUnread('Service') ? null : (services.get(name) ?? 0),
    hasTraffic: withTraffic === null ? null : withTraffic.has(`${inventory.cluster}/${name}`),
  }))
}

function countByNamespace(
  objects: readonly { readonly namespace: string }[],
): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const { namespace } of objects) counts.set(namespace, (counts.get(namespace) ?? 0) + 1)
  return counts
}

/** Namespaces that only the telemetry knows: no cluster is configured, or it cannot list them. */
function onlyInTraffic(
  withTraffic: ReadonlySet<string> | null,
  known: readonly Namespace[],
): Namespace[] {
  const listed = new Set(known.map(({ cluster, name }) => `${cluster}/${name}`))
  return [...(withTraffic ?? [])]
    .filter((qualified) => !listed.has(qualified))
    .map((qualified) => {
      const slash = qualified.indexOf('/')
      return {
        cluster: qualified.slice(0, slash),
        name: qualified.slice(slash + 1),
        dataPlane: null,
        isControlPlane: false,
        workloads: null,
        services: null,
        hasTraffic: true,
      }
    })
}
