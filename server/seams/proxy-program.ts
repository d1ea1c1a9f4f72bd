import type {
  ProxyDocument,
  ProxyInfo,
  ProxyRole,
  ProxySection,
  SyncState,
} from '#contract/proxy.ts'
import type { ProxyRow } from '#contract/proxy-rows.ts'
import type { ObjectId } from '#contract/validations.ts'
import type { Inventory, PodObject } from './inventory.ts'
import type { JsonRecord } from './json.ts'

/** The proxy of a pod, and how it is asked. */
export interface ProxyOfPod {
  readonly role: ProxyRole
  readonly container: string
  readonly version: string | null // of its image
  readonly program: string // id of a ProxyProgram
  readonly port: number // where it answers for itself, within the pod
  readonly dashboard: string // id of the one about its kind
}

/** An object that the name or the marks of a piece of a proxy's configuration speak of. */
export interface NamedOrigin {
  readonly object: ObjectId
  readonly part: string | null
}

/** What is read of the name of a cluster. */
export interface ClusterName {
  readonly direction: 'inbound' | 'outbound' | null
  readonly host: string
  readonly port: number | null
  readonly subset: string | null
}

/** How a mesh names what it tells proxies, and marks where it comes from. Pure, and never throws. */
export interface ProxyNames {
  readonly readCluster: (name: string) => ClusterName
  readonly ofCluster: (name: string, metadata: JsonRecord) => readonly NamedOrigin[]
  readonly ofRoute: (at: {
    readonly configuration: string
    readonly virtualHost: string
    readonly metadata: JsonRecord
  }) => readonly NamedOrigin[]
  /** By names of clusters, routes and policies that a listener leads to. */
  readonly ofListener: (at: {
    readonly name: string
    readonly clusters: readonly string[]
    readonly route: string | null
    readonly policies: readonly string[]
    readonly metadata: JsonRecord
  }) => readonly NamedOrigin[]
  readonly ofSecret: (name: string) => readonly NamedOrigin[]
}

/** Rows before it is known which of their objects the cluster has. */
export type ReadRow = ProxyRow

export interface ReadTable {
  readonly rows: readonly ReadRow[]
  readonly problems: readonly string[]
}

export type ReadTables = ReadonlyMap<ProxySection, ReadTable>

export interface LogLevels {
  /** The quietest first. */
  readonly levels: readonly string[]
  readonly method: 'GET' | 'POST'
  readonly readPath: string
  readonly writePath: (change: { readonly logger: string | null; readonly level: string }) => string
  /** Null for a text that says no levels. */
  readonly read: (
    text: string,
  ) => readonly { readonly logger: string; readonly level: string }[] | null
}

/**
 * A kind of proxy: what it can be asked, and how its answers are read. Pure: it runs in the thread
 * that reads as well as in the one that asks.
 */
export interface ProxyProgram {
  readonly id: string
  /** By id: a path of the proxy's own port whose answer is JSON. */
  readonly answers: ReadonlyMap<string, string>
  /** Which answer a table is read of; in the order to show. */
  readonly sections: ReadonlyMap<ProxySection, string>
  readonly documents: ReadonlyMap<ProxyDocument, string>
  /** Never throws: what is odd is left out. Keys are gone already. */
  readonly readTables: (answer: string, json: unknown, takenAt: number) => ReadTables
  /** The part of an answer that a document is, or one resource of it; null: it has none. */
  readonly readDocument: (
    document: ProxyDocument,
    json: unknown,
    resource: string | null,
  ) => unknown
  /** What is compared, by name, without what differs at any moment. */
  readonly readResources: (section: ProxySection, json: unknown) => ReadonlyMap<string, unknown>
  readonly info: {
    readonly path: string
    readonly read: (json: unknown, takenAt: number) => Omit<ProxyInfo, 'levels' | 'warnings'>
  } | null
  readonly logging: LogLevels | null
}

/** Where a control plane tells what it has sent to whom. */
export interface SyncSource {
  readonly namespace: string
  readonly pods: readonly string[] // each knows those that it serves
  readonly port: number
  readonly path: string
}

export interface TypeSync {
  readonly state: SyncState
  readonly sent: string | null
  readonly acknowledged: string | null
}

export interface ReadSync {
  readonly namespace: string
  readonly pod: string
  readonly clusters: TypeSync
  readonly listeners: TypeSync
  readonly endpoints: TypeSync
  readonly routes: TypeSync
}

/** Something that is told to use a waypoint, and by whose label. */
export interface Enrolled {
  readonly object: ObjectId
  readonly labelledBy: 'own' | 'pods' | 'namespace'
  readonly label: string
  readonly isServed: boolean
}

export interface WaypointFacts {
  readonly gateway: ObjectId
  readonly trafficFor: string
  readonly services: readonly Enrolled[]
  readonly workloads: readonly Enrolled[]
}

/** What a mesh knows of its proxies. */
export interface MeshProxies {
  /** Null: none of this mesh is in the pod. */
  readonly proxyOf: (pod: PodObject) => ProxyOfPod | null
  /** Why a pod without a proxy of this mesh has none, in words. */
  readonly whyNoProxy: (pod: PodObject) => string
  readonly syncAt: (inventory: Inventory) => SyncSource | null
  /** Null for what is no answer of a control plane. */
  readonly readSync: (json: unknown) => readonly ReadSync[] | null
  /** Null: the workload is no waypoint. */
  readonly waypointOf: (
    inventory: Inventory,
    workload: { readonly namespace: string; readonly name: string },
  ) => WaypointFacts | null
  /** What a name stands for, where the inventory must be asked; null: for nothing that is there. */
  readonly resolveOrigin: (inventory: Inventory, origin: NamedOrigin) => NamedOrigin | null
}
