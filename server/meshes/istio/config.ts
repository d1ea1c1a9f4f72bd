import type { Inventory } from '../../seams/inventory.ts'
import type { ConfigFacts } from '../../seams/mesh.ts'
import { isControlPlane } from './components.ts'
import { readDataPlanes, readNamespaceModes } from './config/data-plane.ts'
import { markDestinationRules } from './config/destination-rules.ts'
import { readExternalServices, readWorkloadEntryApps } from './config/entries.ts'
import { markGatewayRoutes } from './config/gateway-routes.ts'
import { readGateways } from './config/gateways.ts'
import { readLowestBuckets } from './config/histogram-buckets.ts'
import { openMarkBook } from './config/mark-book.ts'
import { readPolicies } from './config/policies.ts'
import { markVirtualServices } from './config/virtual-services.ts'
import { once } from './once.ts'
import { readPermissions } from './permissions/read-permissions.ts'

/**
 * What the objects of one cluster say about the elements of the graph, in time linear in their
 * number. A malformed object says nothing; it never throws.
 */
export function readConfig(inventory: Inventory): ConfigFacts {
  const book = openMarkBook(inventory.services)
  markVirtualServices(inventory, book)
  markGatewayRoutes(inventory, book)
  markDestinationRules(inventory, book)
  const marks = book.close()
  const gateways = readGateways(inventory)
  const dataPlanes = readDataPlanes(inventory)
  return {
    marksByService: marks.byService,
    effectsOnService: marks.ofService,
    gatewayHostsByWorkload: gateways.hostsByWorkload,
    waypointWorkloads: gateways.waypoints,
    dataPlaneByWorkload: dataPlanes,
    workloadEntryApps: readWorkloadEntryApps(inventory),
    lowestBucketMsByWorkload: readLowestBuckets(inventory),
    externalServices: readExternalServices(inventory, marks),
    controlPlaneNamespaces: new Set(
      inventory.workloads.filter(isControlPlane).map(({ namespace }) => namespace),
    ),
    dataPlaneByNamespace: readNamespaceModes(inventory.namespaces),
    permissions: once(() => readPermissions(inventory, dataPlanes)),
    policies: readPolicies(inventory, marks.ofService),
  }
}
