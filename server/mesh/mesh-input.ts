import type { BackEnd } from '#contract/status.ts'
import type { ObjectId } from '#contract/validations.ts'
import type { ControlPlaneFigure, ReadMeshSettings } from '../seams/mesh-parts.ts'
import type { SurveyedMesh } from './surveyed.ts'

/** What is read beside the inventory, for all viewers alike. */
export interface MeshReadings {
  /** By figure and `namespace/pod`; null: the store did not tell. */
  readonly figures: ReadonlyMap<ControlPlaneFigure, ReadonlyMap<string, number>> | null
  /** By namespace of a control plane: certificates in PEM; null: they could not be read. */
  readonly rootCertificates: ReadonlyMap<string, string | null>
  /** By `namespace/name` of the control plane; null: they could not be read. */
  readonly settings: ReadonlyMap<string, ReadMeshSettings | null>
  /** Revisions by the tags that stand for them; null: they could not be read. */
  readonly revisionByTag: ReadonlyMap<string, string> | null
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
