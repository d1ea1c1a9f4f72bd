import type { MeshSettingsText } from '#contract/mesh.ts'
import type { MeshComponent, ProxyVersion } from '#contract/status.ts'
import type { Inventory } from './inventory.ts'
import type { KindKey, KubeObject } from './kube-object.ts'
import type { EffectiveMtls } from './mesh.ts'

/** Something that runs the mesh: a workload of its own. */
export interface FoundComponent extends MeshComponent {
  readonly workloadKind: string // Deployment, DaemonSet …
  readonly pods: readonly string[] // their names
  /** Variables of its containers, as far as the mesh asks for them. */
  readonly env: Readonly<Record<string, string>>
}

/** How a pod that runs takes part. */
export type FoundPlane = 'sidecar' | 'ambient' | 'gateway' | 'waypoint' | 'nodeProxy'

/** Pods that run and take part in the same way. */
export interface FoundProxies {
  readonly namespace: string
  readonly plane: FoundPlane
  readonly revision: string | null // of the control plane that made it so; null: the default one
  readonly version: string | null // of the proxy; null: it has none, or its image does not say
  readonly pods: number
}

export interface FoundNamespace {
  readonly name: string
  readonly asks: 'sidecar' | 'ambient' | 'none'
  readonly asksRevision: string | null // a revision, or a tag that stands for one
  readonly pods: number // that run
  readonly missing: number // that are asked to join, and have not
}

/** What a mesh consists of in one cluster, as the objects tell. Nothing is judged. */
export interface MeshSurvey {
  /** The control plane of the default revision first. */
  readonly components: readonly FoundComponent[]
  readonly proxies: readonly FoundProxies[]
  readonly namespaces: readonly FoundNamespace[]
}

/** A figure that every pod of a control plane tells of itself. */
export type ControlPlaneFigure = 'connected' | 'convergenceP99Seconds' | 'rejectsPerSecond'

export interface FigureAsk {
  readonly namespaceLabel: string // what the store calls the namespace and the name of a pod
  readonly podLabel: string
  readonly windowSeconds: number
}

export interface FigureQuery {
  readonly figure: ControlPlaneFigure
  /** One row per pod, with both labels. */
  readonly promql: string
}

/** Where something is kept, in a ConfigMap that the console may read by name. */
export interface ConfigMapPlace {
  readonly namespace: string
  readonly name: string
}

/** What a mesh knows of its own parts. Pure, and it throws nothing. */
export interface MeshParts {
  /** In time linear in the objects: to be asked once for each state of the inventory. */
  readonly survey: (inventory: Inventory) => MeshSurvey
  /** How far a proxy is from its control plane; null: one of both versions is not known. */
  readonly skewOf: (proxy: string | null, controlPlane: string | null) => ProxyVersion['skew']
  /** What servers take of callers where no namespace says otherwise; null: it is not known. */
  readonly mtlsOfMesh: (inventory: Inventory) => EffectiveMtls | null
  readonly figures: (ask: FigureAsk) => readonly FigureQuery[]
  /** Charts of a dashboard that tell of such components; null: there are none. */
  readonly chartsOf: (
    role: MeshComponent['role'],
  ) => { readonly dashboard: string; readonly charts: readonly string[] } | null
  /** The certificate that everybody in the mesh trusts, as each namespace has it. */
  readonly rootCertificate: { readonly configMap: string; readonly key: string }
  /** Kinds of its configuration: those that come with it, and those that others define too. */
  readonly kinds: { readonly own: readonly KindKey[]; readonly shared: readonly KindKey[] }
  /** Where a control plane keeps its settings. */
  readonly settingsOf: (component: FoundComponent) => ConfigMapPlace
  /** Settings that it shares with others, which its own override; null: there are none. */
  readonly sharedSettingsOf: (component: FoundComponent) => ConfigMapPlace | null
  /** In which entry of those ConfigMaps the text is. */
  readonly settingsKey: string
  /** What both come to together, as YAML; null: one of them cannot be read. */
  readonly mergeSettings: (shared: string, own: string) => string | null
  /** Names of Secrets in its namespace that may hold what it signs with. */
  readonly signingSecrets: readonly string[]
  readonly readSettings: (data: Readonly<Record<string, string>>) => ReadMeshSettings
  /** Webhooks of the whole cluster through which control planes are asked; some are tags. */
  readonly tags: {
    readonly group: string
    readonly kind: string
    readonly labelSelector: string
  }
  /** Which revision a webhook asks, and the tag under which it does; null: it is no such object. */
  readonly readTag: (object: KubeObject) => FoundTag | null
}

export interface FoundTag {
  readonly tag: string | null // null: it goes by the name of the revision
  readonly revision: string
}

export interface ReadMeshSettings extends MeshSettingsText {
  readonly isAutoMtls: boolean
}
