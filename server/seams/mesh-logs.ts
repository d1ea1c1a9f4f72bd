import type { AccessField, AccessSummary } from '#contract/logs.ts'
import type { Inventory, PodObject } from './inventory.ts'

/** A proxy in a pod of its own through which the traffic of other pods goes. */
export interface ServingProxy {
  readonly role: 'node' | 'waypoint'
  readonly pod: PodObject
  readonly container: string
  /** Whether a line of its log is about those pods. */
  readonly mentions: (text: string) => boolean
}

/** One line of an access log, read. */
export interface AccessRecord {
  readonly summary: AccessSummary
  readonly requestId: string | null
  readonly format: string // whose, in words
  /** Every field in the order of the line; made when somebody asks. */
  readonly explain: () => readonly AccessField[]
}

/** Null for what is no line of an access log that it knows; never throws, linear in the text. */
export type AccessReader = (text: string) => AccessRecord | null

/** What a mesh knows of logs. */
export interface MeshLogs {
  /** Whether a container of a pod is the mesh's proxy. */
  readonly isProxy: (pod: PodObject, container: string) => boolean
  readonly proxiesFor: (inventory: Inventory, pods: readonly PodObject[]) => readonly ServingProxy[]
  /** Tags by which a trace store finds the spans of a request. */
  readonly requestTags: (requestId: string) => Readonly<Record<string, string>>
  /** ConfigMaps that say how access logs are written. */
  readonly settingsAt: (
    inventory: Inventory,
  ) => readonly { readonly namespace: string; readonly name: string }[]
  /** `settings`: the data of those that could be read; the usual formats are always known. */
  readonly accessReader: (settings: readonly Readonly<Record<string, string>>[]) => AccessReader
}
