import type { BackEnd } from '#contract/status.ts'
import type {
  ClusterInput,
  ClusterMesh,
  MeshInput,
  MeshReadings,
  MeshSight,
} from '../../server/mesh/mesh-input.ts'
import type { FoundComponent, MeshParts, MeshSurvey } from '../../server/seams/mesh-parts.ts'
import { aDetectedMesh, aMesh } from './mesh.ts'

/** `system/controller` → a ready control plane of the default revision. */
export function aComponent(path: string, fields: Partial<FoundComponent> = {}): FoundComponent {
  const [namespace = '', name = ''] = path.split('/')
  return {
    ...{ role: 'controlPlane', namespace, name, workloadKind: 'Deployment', revision: null },
    ...{ version: '1.2.0', ready: 1, total: 1, pods: [`${name}-1`] },
    env: {},
    ...fields,
  }
}

export function aBackEnd(fields: Partial<BackEnd> = {}): BackEnd {
  return {
    ...{ id: 'metrics', kind: 'metrics', product: 'Prometheus', version: '3.5.0', address: null },
    ...{ howFound: 'test', state: 'reached', message: null, sinceAt: null, latencyMs: null },
    details: [],
    ...fields,
  }
}

const seesAll: MeshSight = {
  ...{ seesAll: true, seesNamespace: () => true, sees: () => true },
  ...{ mayReadConfigMaps: () => true, mayListTags: true },
}

/** Somebody who sees these namespaces, every workload in them, and nothing else. */
export const aSightOn = (...namespaces: string[]): MeshSight => ({
  seesAll: false,
  seesNamespace: (namespace) => namespaces.includes(namespace),
  sees: ({ namespace }) => namespaces.includes(namespace),
  mayReadConfigMaps: () => false,
  mayListTags: false,
})

export interface SomeMesh {
  readonly survey?: Partial<MeshSurvey>
  readonly readings?: Partial<MeshReadings>
  readonly parts?: Partial<MeshParts>
  readonly mtls?: ClusterMesh['mtls']
  readonly sight?: MeshSight
  readonly served?: ClusterInput['served']
  readonly at?: number
}

/** A mesh in the cluster `east`; of its readings nothing is known but that there are no tags. */
export function aMeshInput(some: SomeMesh = {}): MeshInput {
  const bare = aMesh()
  const found: ClusterMesh = {
    mesh: aMesh({ parts: { ...bare.parts, ...some.parts } }),
    detected: aDetectedMesh,
    survey: { components: [], proxies: [], namespaces: [], ...some.survey },
    mtls: some.mtls ?? null,
    readings: {
      ...{ figures: null, rootCertificates: new Map(), settings: new Map() },
      ...{ revisionByTag: new Map(), webhooks: [] },
      ...some.readings,
    },
  }
  const cluster: ClusterInput = {
    cluster: 'east',
    backEnd: aBackEnd({ id: 'cluster:east', kind: 'cluster', product: 'Kubernetes' }),
    sight: some.sight ?? seesAll,
    meshes: [found],
    served: some.served ?? null,
    lookedFor: [],
  }
  return {
    at: some.at ?? Date.UTC(2026, 0, 1),
    clusters: [cluster],
    metrics: aBackEnd(),
    tracing: aBackEnd({ id: 'tracing', kind: 'tracing', state: 'notConfigured', product: null }),
    dashboards: null,
    console: {
      ...{ version: '0.1.0', startedAt: 0, viewers: 1, residentBytes: 1, cpuCores: null },
    },
  }
}
