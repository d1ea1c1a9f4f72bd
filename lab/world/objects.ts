import { readFileSync } from 'node:fs'
import { parseAllDocuments } from 'yaml'
import type { KubeObject } from '../seams.ts'
import { readKubeObject } from '../store/json.ts'
import { buildAccess } from './objects/access.ts'
import { buildCluster } from './objects/cluster.ts'
import { buildControlPlane } from './objects/control-plane.ts'
import { buildWorkloads } from './objects/workloads.ts'
import type { Topology } from './topology.ts'

const configFiles = [
  ...['bookinfo', 'travel', 'payments', 'logistics', 'ambient-shop'],
  // One specimen for each thing that the rules find in a cluster.
  ...['families', 'policies', 'routes', 'ambient', 'workloads', 'gateways'].map(
    (name) => `broken/${name}`,
  ),
]

/**
 * The Kubernetes objects of the world as people would have applied them. Pods, replica sets and
 * endpoint slices are not among them: the controllers make those.
 */
export function buildObjects(topology: Topology): readonly KubeObject[] {
  return [
    ...buildCluster(topology),
    ...buildAccess(),
    ...buildControlPlane(),
    ...buildWorkloads(topology).map(withWaypoint),
    ...configFiles.flatMap((name) =>
      readManifests(new URL(`objects/config/${name}.yaml`, import.meta.url)),
    ),
  ]
}

/** @throws when the file holds anything but Kubernetes objects */
function readManifests(file: URL): readonly KubeObject[] {
  return parseAllDocuments(readFileSync(file, 'utf8')).map((document) => {
    const object = readKubeObject(document.toJS())
    if (object === null)
      throw new Error(`${file.pathname} holds something without kind or metadata`)
    return object
  })
}

/** Only the catalogue is asked through the waypoint; the rest of its namespace stays on ztunnel alone. */
function withWaypoint(object: KubeObject): KubeObject {
  const { name, namespace, labels } = object.metadata
  if (object.kind !== 'Service' || namespace !== 'ambient-shop' || name !== 'catalog') return object
  return {
    ...object,
    metadata: { ...object.metadata, labels: { ...labels, 'istio.io/use-waypoint': 'waypoint' } },
  }
}
