import type { KindKey, KubeObject } from './kube-object.ts'

/** The objects of one cluster as far as the console needs them, at one moment. Immutable. */
export interface Inventory {
  readonly cluster: string
  /** Grows with every change; equal revisions of one cluster mean equal content. */
  readonly revision: number
  readonly namespaces: readonly NamespaceObject[]
  readonly workloads: readonly WorkloadObject[]
  readonly services: readonly ServiceObject[]
  readonly pods: readonly PodObject[]
  readonly endpoints: readonly EndpointObject[]
  /** Null or absent when they are not known: not everybody may list them. */
  readonly serviceAccounts?: readonly ObjectMeta[] | null
  /** Custom resources as the API server gave them, by kind: VirtualService, HTTPRoute … */
  readonly config: ReadonlyMap<string, readonly ConfigObject[]>
  /** Plural names of the kinds that are read, by which rights are asked for; absent: not known. */
  readonly resources?: ReadonlyMap<KindKey, string>
  /** Custom kinds of the groups that are read, with objects or without; absent: not known. */
  readonly served?: ReadonlySet<KindKey>
  /** Kinds that could not be read; whatever depends on them is unknown, not absent. */
  readonly unreadable: readonly UnreadableKind[]
  /** Kinds whose objects were read and are not kept up to date any more; absent: none. */
  readonly behind?: readonly BehindKind[]
}

/** What is known of its objects is as it was then. */
export interface BehindKind {
  readonly kind: string
  readonly message: string
  readonly sinceAt: number
}

export interface UnreadableKind {
  readonly kind: string
  readonly reason: 'forbidden' | 'unavailable' | 'notSynced'
  readonly message: string
  readonly sinceAt: number
}

export interface ObjectMeta {
  readonly name: string
  readonly namespace: string // empty for cluster-scoped
  readonly labels: Readonly<Record<string, string>>
  readonly annotations: Readonly<Record<string, string>> // those of meshes and of health only
  readonly createdAt?: number // epoch ms; absent: not said
}

export type NamespaceObject = ObjectMeta

export interface WorkloadObject extends ObjectMeta {
  readonly kind: string // Deployment, StatefulSet, DaemonSet, Job, CronJob, or a bare owner's kind
  readonly desiredReplicas: number
  readonly currentReplicas: number
  readonly availableReplicas: number
  /** Labels of its pod template: what services and policies select by. */
  readonly podLabels: Readonly<Record<string, string>>
  readonly podAnnotations: Readonly<Record<string, string>>
  readonly containers: readonly ContainerObject[]
  readonly podSettings?: PodSettings // absent: nothing but what is usual
}

/** What a pod or its template says beside its containers, as far as it says it. */
export interface PodSettings {
  readonly serviceAccountName?: string
  readonly hostNetwork?: true
  readonly runAsUser?: number
}

export interface ContainerObject {
  readonly name: string
  readonly image: string
  readonly isInit: boolean
  /** Only variables with literal values, and only those whose names a mesh asks for. */
  readonly env: Readonly<Record<string, string>>
  readonly ports?: readonly ContainerPort[] // absent: it names none
  readonly runAsUser?: number
  readonly restartPolicy?: string // Always: an init container that stays
  /** These two only where they speak of an address that nobody outside of the pod reaches. */
  readonly command?: readonly string[]
  readonly args?: readonly string[]
}

export interface ContainerPort {
  readonly name?: string
  readonly containerPort: number
}

export interface PodObject extends ObjectMeta {
  readonly phase: string
  readonly isReady: boolean
  /** Kind and name of the workload at the top of its owners; null for a bare pod. */
  readonly workload: { readonly kind: string; readonly name: string } | null
  readonly containers: readonly ContainerObject[]
  readonly ip: string | null
  readonly serviceAccount: string | null
  readonly podSettings?: PodSettings
  readonly node?: string // absent: not on one yet
  /** How often containers were started again, by name; those that never were are left out. */
  readonly restarts?: Readonly<Record<string, number>>
}

export interface ServiceObject extends ObjectMeta {
  readonly type: string // ClusterIP, NodePort, LoadBalancer, ExternalName
  readonly selector: Readonly<Record<string, string>>
  readonly ports: readonly ServicePort[]
  readonly externalName: string | null
  readonly clusterIps: readonly string[]
}

export interface ServicePort {
  readonly name: string
  readonly port: number
  readonly protocol: string // TCP, UDP
  readonly appProtocol: string | null
  readonly targetPort?: number | string // a number, or the name of a container's port
}

/** One EndpointSlice: which pods stand behind a service. */
export interface EndpointObject {
  readonly namespace: string
  readonly service: string
  readonly addresses: number
  readonly readyAddresses: number
}

/** A custom resource whole. Its shape is typed by the mesh that knows it. */
export type ConfigObject = KubeObject
