import type { BackEnd } from '#contract/status.ts'
import type { ObjectId } from '#contract/validations.ts'
import type { KindKey } from '../seams/kube-object.ts'
import type { ControlPlaneFigure, ReadMeshSettings } from '../seams/mesh-parts.ts'
import type { SurveyedMesh } from './surveyed.ts'

/** Revisions by the tags that stand for them; or why they could not be read. */
export type KnownTags = ReadonlyMap<string, string> | 'forbidden' | 'unavailable'

/** Through which the API server asks a control plane. */
export interface FoundWebhook {
  readonly name: string
  readonly revision: string
  /** By which certificates it trusts the control plane, in PEM; each once. Empty: by none. */
  readonly bundles: readonly string[]
}

/** What is read beside the inventory, for all viewers alike. */
export interface MeshReadings {
  /** By figure and `namespace/pod`; null: the store did not tell. */
  readonly figures: ReadonlyMap<ControlPlaneFigure, ReadonlyMap<string, number>> | null
  /** By namespace of a control plane: certificates in PEM; null: they could not be read. */
  readonly rootCertificates: ReadonlyMap<string, string | null>
  /** By `namespace/name` of the control plane; null: they could not be read. */
  readonly settings: ReadonlyMap<string, ReadMeshSettings | null>
  readonly revisionByTag: KnownTags
  /** Empty when they are not known. */
  readonly webhooks: readonly FoundWebhook[]
}

/** What one viewer may see of a cluster. */
export interface MeshSight {
  readonly seesAll: boolean
  readonly seesNamespace: (namespace: string) => boolean
  readonly sees: (object: ObjectId) => boolean
  readonly mayReadConfigMaps: (namespace: string) => boolean
  readonly mayListTags: boolean
}

export interface ClusterMesh extends SurveyedMesh {
  readonly readings: MeshReadings
}

export interface ClusterInput {
  readonly cluster: string
  readonly backEnd: BackEnd
  readonly sight: MeshSight
  readonly meshes: readonly ClusterMesh[]
  /** Custom kinds that the cluster serves; null: not known. */
  readonly served: ReadonlySet<KindKey> | null
  /** What was looked for, when no mesh was found. */
  readonly lookedFor: readonly string[]
}

export interface OwnUse {
  readonly residentBytes: number
  readonly cpuCores: number | null // null: it was asked for the first time
}

export interface MeshInput {
  readonly at: number // epoch ms
  readonly clusters: readonly ClusterInput[]
  /** The stores, each as this viewer may be told of it. */
  readonly metrics: BackEnd
  readonly tracing: BackEnd
  /** Where dashboards of another tool are; null: nowhere. */
  readonly dashboards: BackEnd | null
  readonly console: OwnUse & {
    readonly version: string
    readonly startedAt: number
    readonly viewers: number
  }
}
