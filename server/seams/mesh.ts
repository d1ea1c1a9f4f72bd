import type { Mark } from '#contract/graph.ts'
import type { ObjectId } from '#contract/validations.ts'
import type { DetectedMesh } from '#contract/status.ts'
import type { Layer } from '#contract/warning.ts'
import type { MeshCharts } from './charts.ts'
import type { Inventory } from './inventory.ts'
import type { MeshLogs } from './mesh-logs.ts'
import type { MeshProxies } from './proxy-program.ts'
import type { MeshParts } from './mesh-parts.ts'
import type { References } from './references.ts'
import type { KindKey, KubeObject } from './kube-object.ts'
import type { Permissions } from './permissions.ts'
import type { Rule } from './rule.ts'
import type { SpanOrigin, SpanRecord } from './span.ts'
import type { TrafficSample } from './traffic.ts'
import type { LabelledVector } from './vector.ts'

/**
 * A mesh vendor: it describes how its telemetry is asked for and read and what its objects mean.
 * It opens no socket; sources do the I/O.
 */
export interface Mesh {
  readonly id: string
  readonly name: string
  readonly telemetry: MeshTelemetry
  /** Numbers over time of one app, service or workload. */
  readonly charts: MeshCharts
  readonly logs: MeshLogs
  readonly proxies: MeshProxies
  /** What it consists of, and how its parts are judged. */
  readonly parts: MeshParts
  /** What a Kubernetes source must keep of the objects so that this mesh can read them. */
  readonly needs: MeshNeeds
  /** Null when this mesh is not in the cluster. Works for any namespace and several revisions. */
  readonly detect: (inventory: Inventory) => DetectedMesh | null
  /** The name of this cluster in the telemetry, as the mesh itself is told it; null: not said. */
  readonly clusterNameOf: (inventory: Inventory) => string | null
  /** What was looked for, in words for the person who sees "no mesh found". */
  readonly lookedFor: readonly string[]
  /** What the configuration says about the elements of the graph. */
  readonly readConfig: (inventory: Inventory) => ConfigFacts
  /** What is checked of its objects. */
  readonly rules: readonly Rule[]
  /** What its objects say in the simplest case, by kind: to begin a new one with. */
  readonly examples: ReadonlyMap<KindKey, Readonly<Record<string, unknown>>>
  /** What one of its objects names; null when it is none of its objects. */
  readonly readReferences: (object: KubeObject) => References | null
}

export interface MeshNeeds {
  /** Groups of custom resources to read, in whichever version the API server prefers. */
  readonly apiGroups: readonly string[]
  /** Annotations to keep begin with one of these. */
  readonly annotationPrefixes: readonly string[]
  /** Variables of containers to keep. */
  readonly envNames: readonly string[]
}

/** The grain at which a quantile must be grouped, since quantiles cannot be put together later. */
export type EdgeLevel = 'workload' | 'app' | 'service'

export interface TelemetryAsk {
  readonly windowSeconds: number
  readonly edgeLevel: EdgeLevel // of the response time
  readonly responseTime: 'avg' | 'p50' | 'p95' | 'p99' | null
  readonly throughput: 'request' | 'response' | null
  readonly grpcMessages: boolean
  readonly operations: boolean
  /** Idle edges: series without traffic in the window are asked for too. */
  readonly includeIdle: boolean
  /** Only rows with one of these at either end; null: all. For meshes over the series budget. */
  readonly namespaces: readonly string[] | null
  /** Names of recording rules that the store evaluates; ours are used when they fit. */
  readonly recordedNames: ReadonlySet<string>
}

export interface TelemetryQuery {
  readonly id: string // stable: requests, tcpSent, tcpReceived, …
  readonly layer: Layer
  readonly promql: string
  readonly isRecorded: boolean
}

export interface MeshTelemetry {
  /** Three queries by default, at most nine with every layer on. */
  readonly queries: (ask: TelemetryAsk) => readonly TelemetryQuery[]
  /**
   * Neutral samples of one answer. Series of another mesh are left out; never throws. Ends and
   * services are interned over the whole vector: equal ones are the same object.
   */
  readonly read: (query: TelemetryQuery, vector: LabelledVector) => readonly TrafficSample[]
  /** PromQL that asks for just the number of one row: evidence to copy. */
  readonly narrow: (query: TelemetryQuery, sample: TrafficSample) => string
  /**
   * Upper bound of the lowest bucket of its response times: a quantile below is no more exact. Of
   * workloads that were told others, the configuration knows.
   */
  readonly lowestBucketMs?: number
  /** Response flags in words: UF → "upstream connection failure". Null when not known. */
  readonly flagText: (flag: string) => string | null
  /** The name under which a workload's or an app's spans stand in the trace store, likely ones first. */
  readonly traceServices: (end: {
    readonly namespace: string
    readonly app: string
  }) => readonly string[]
  /** What a span of one of its proxies says of where it was made; null: it is none of its spans. */
  readonly readSpan: (span: SpanRecord) => SpanOrigin | null
  /** Labels of pods that name their app, the telling ones first. */
  readonly appLabels: readonly string[]
}

/** Keys are `namespace/name` within the inventory's cluster. */
export interface ConfigFacts {
  /** routing, trafficShifting, faultInjection … by service. */
  readonly marksByService: ReadonlyMap<string, ReadonlySet<Mark>>
  /** The objects behind those marks, and such as act on a service without one. */
  readonly effectsOnService: (key: string) => readonly ConfigEffect[]
  /** Workloads that are gateways, with the hosts that they serve. */
  readonly gatewayHostsByWorkload: ReadonlyMap<string, readonly string[]>
  readonly waypointWorkloads: ReadonlySet<string>
  readonly dataPlaneByWorkload: ReadonlyMap<string, DataPlane>
  readonly workloadEntryApps: ReadonlySet<string> // namespace/app label of WorkloadEntries
  readonly externalServices: readonly ExternalService[]
  /** Workloads whose response times have other buckets than usual: the lowest bound in ms. */
  readonly lowestBucketMsByWorkload: ReadonlyMap<string, number>
  /** Namespaces where a control plane runs. */
  readonly controlPlaneNamespaces: ReadonlySet<string>
  /** How the namespace asks its pods to join. */
  readonly dataPlaneByNamespace: ReadonlyMap<string, 'sidecar' | 'ambient' | 'none'>
  /** Who may call whom. Worked out when it is asked for the first time, and remembered. */
  readonly permissions: () => Permissions
  readonly policies: PolicyFacts
}

/** What servers take of callers. */
export type MtlsMode = 'strict' | 'permissive' | 'disabled'

export interface EffectiveMtls {
  readonly mode: MtlsMode
  /** The object that says so; null: nobody does, it is the usual one. */
  readonly from: ObjectId | null
  /** How that object reaches it. */
  readonly reach: 'workload' | 'namespace' | 'mesh' | 'default'
}

export interface WorkloadMtls extends EffectiveMtls {
  /** Ports of containers that differ. */
  readonly byPort: ReadonlyMap<number, MtlsMode>
}

/** An object of the configuration that acts on something, and by which of its words. */
export interface AppliedConfig {
  readonly object: ObjectId
  /** mesh: it stands in the root namespace, or speaks of every host. */
  readonly why: 'host' | 'selector' | 'target' | 'namespace' | 'mesh'
  /** What it says there, as written: `reviews`, `app=reviews`, `Gateway front`. */
  readonly words: string
}

/** Pods of one workload, by what selectors look at. */
export interface SelectedPods {
  readonly namespace: string
  readonly podLabels: Readonly<Record<string, string>>
}

/** How pods, or the workloads behind a service, are asked to take part. */
export interface Participation {
  /** Whether a sidecar is asked for, and who says it; `null` as who: nobody says anything. */
  readonly injection: {
    readonly isAsked: boolean
    readonly by: 'workload' | 'namespace' | null
  }
  /** The waypoint that requests pass; null: none is asked for. */
  readonly waypoint: {
    readonly namespace: string
    readonly name: string
    readonly by: 'itself' | 'namespace'
    readonly isThere: boolean
  } | null
}

/** What an object says of hosts that it adds, beside which they are. */
export interface ExternalDetails {
  readonly resolution: string // how their addresses are found, as written
  readonly addresses: readonly string[]
  readonly ports: readonly {
    readonly name: string
    readonly port: number
    readonly protocol: string
    readonly targetPort: number | null
  }[]
  readonly endpoints: readonly {
    readonly address: string
    readonly ports: readonly string[] // `https 8443`
    readonly labels: Readonly<Record<string, string>>
  }[]
  readonly selector: Readonly<Record<string, string>> // of pods and machines that stand behind it
}

/** Machines outside of the cluster that run one workload. */
export interface MachineGroup {
  readonly object: ObjectId
  readonly labels: Readonly<Record<string, string>>
  readonly podLabels: Readonly<Record<string, string>> // what policies and services select by
  readonly serviceAccount: string | null
  readonly hasProxy: boolean // they join with a proxy of their own
  readonly machines: readonly Machine[]
}

export interface Machine {
  readonly object: ObjectId
  readonly address: string | null
  readonly createdAt: number | null // epoch ms
  readonly labels: Readonly<Record<string, string>>
  readonly serviceAccount: string | null
  readonly isHealthy: boolean | null // null: nobody checks it
}

/** What the configuration says of workloads, services and namespaces beside their calls. */
export interface PolicyFacts {
  /** Null: the objects that would say it are not known. */
  readonly mtlsOfNamespace: (namespace: string) => EffectiveMtls | null
  readonly mtlsOfWorkload: (pods: SelectedPods) => WorkloadMtls | null
  readonly actingOnWorkload: (pods: SelectedPods) => readonly AppliedConfig[]
  readonly actingOnService: (key: string) => readonly AppliedConfig[] // namespace/name
  readonly participationOf: (asked: {
    readonly namespace: string
    readonly labels: Readonly<Record<string, string>> // of pods, or of a service
    readonly annotations?: Readonly<Record<string, string>>
  }) => Participation
  /** Null: there is no such entry any more. */
  readonly describeExternal: (namespace: string, name: string) => ExternalDetails | null
  readonly machines: () => readonly MachineGroup[]
  /** Which object an effect is of; null: it is not known any more. */
  readonly objectOf: (effect: ConfigEffect) => ObjectId | null
  /** The revision that labels ask for, or a tag of one; null: the default one, or none. */
  readonly revisionOf: (labels: Readonly<Record<string, string>>) => string | null
}

/** An object of the configuration that acts on calls of a service or host. */
export interface ConfigEffect {
  readonly kind: string
  readonly namespace: string
  readonly name: string
  readonly marks: readonly Mark[] // empty: what it does has no mark
}

export type DataPlane = 'sidecar' | 'ambient' | 'gateway' | 'waypoint' | 'none'

/** Hosts that the mesh knows although no service of the cluster has them: a ServiceEntry. */
export interface ExternalService {
  readonly namespace: string
  readonly name: string
  readonly hosts: readonly string[] // may begin with *.
  readonly isInside: boolean // MESH_INTERNAL
  /** Namespaces that see it; `*` for all. */
  readonly visibleTo: readonly string[]
  /** routing, faultInjection … that the configuration says of its hosts. */
  readonly marks: readonly Mark[]
  /** The object itself, and those that act on its hosts. */
  readonly effects: readonly ConfigEffect[]
}
