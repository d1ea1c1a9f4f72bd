import { Field } from '../../../seams/field.ts'
import type { KubeObject } from '../../../seams/kube-object.ts'
import { derived, type Index, type View } from '../../../seams/rule.ts'
import { meshSettings } from './mesh-settings.ts'
import { oldestFirst } from './oldest-first.ts'

export const peerAuthenticationKind = 'security.istio.io/PeerAuthentication'
export const destinationRuleKind = 'networking.istio.io/DestinationRule'

/** What a server's proxy takes. */
export type ServerMode = 'DISABLE' | 'PERMISSIVE' | 'STRICT'

export interface EffectiveMode {
  readonly mode: ServerMode
  /** The PeerAuthentication that says so; null: nobody says, it is the usual one. */
  readonly from: KubeObject | null
}

export interface WorkloadMode extends EffectiveMode {
  /** Ports that differ, by the number of the container's port. */
  readonly byPort: ReadonlyMap<number, ServerMode>
}

const usualMode: EffectiveMode = { mode: 'PERMISSIVE', from: null }

const meshWide = derived('mTLS of the mesh', (_key, view): EffectiveMode => {
  const { rootNamespace } = meshSettings(view)
  return wideModeIn(view, rootNamespace) ?? usualMode
})

const namespaceWide = derived('mTLS of a namespace', (namespace, view): EffectiveMode => {
  return wideModeIn(view, namespace) ?? meshMode(view)
})

/** What servers take where no namespace and no workload says otherwise. */
export function meshMode(view: View): EffectiveMode {
  return view.derive(meshWide, '')
}

/** What servers of a namespace take unless a workload's own PeerAuthentication says otherwise. */
export function namespaceMode(view: View, namespace: string): EffectiveMode {
  return view.derive(namespaceWide, namespace)
}

/**
 * What the pods with these labels take. Of several PeerAuthentications on one level the oldest
 * counts; those with a selector count only outside of the root namespace.
 */
export function workloadMode(
  view: View,
  namespace: string,
  labels: Readonly<Record<string, string>>,
): WorkloadMode {
  const inherited = namespaceMode(view, namespace)
  const own = ownPolicyOf(view, namespace, labels)
  if (own === undefined) return { ...inherited, byPort: new Map() }
  const mode = modeOf(own)
  const effective = mode === null ? inherited : { mode, from: own }
  return { ...effective, byPort: portModes(own, effective.mode) }
}

function ownPolicyOf(
  view: View,
  namespace: string,
  labels: Readonly<Record<string, string>>,
): KubeObject | undefined {
  if (namespace === meshSettings(view).rootNamespace) return undefined
  const matching = view.inNamespace(peerAuthenticationKind, namespace).filter((policy) => {
    const selector = Object.entries(selectorOf(policy))
    return selector.length > 0 && selector.every(([name, value]) => labels[name] === value)
  })
  return oldestFirst(matching)[0]
}

function wideModeIn(view: View, namespace: string): EffectiveMode | null {
  const wide = view
    .inNamespace(peerAuthenticationKind, namespace)
    .filter((policy) => Object.keys(selectorOf(policy)).length === 0)
  const from = oldestFirst(wide)[0]
  const mode = from === undefined ? null : modeOf(from)
  return from === undefined || mode === null ? null : { mode, from }
}

/** The mode that a PeerAuthentication sets itself; null: it inherits. */
export function modeOf(policy: KubeObject): ServerMode | null {
  return readMode(new Field(policy).get('spec', 'mtls', 'mode'))
}

function portModes(policy: KubeObject, inherited: ServerMode): ReadonlyMap<number, ServerMode> {
  const ports = new Field(policy).get('spec', 'portLevelMtls').entries()
  return new Map(
    ports.map(([port, mtls]) => [Number(port), readMode(mtls.get('mode')) ?? inherited]),
  )
}

function readMode(field: Field): ServerMode | null {
  const text = field.text()
  return text === 'DISABLE' || text === 'PERMISSIVE' || text === 'STRICT' ? text : null
}

function selectorOf(policy: KubeObject): Readonly<Record<string, string>> {
  return new Field(policy).get('spec', 'selector', 'matchLabels').labels()
}

/** How far the host of a destination rule reaches. */
export type HostReach =
  | { readonly kind: 'mesh' }
  | { readonly kind: 'namespace'; readonly namespace: string }
  | { readonly kind: 'some' }

const meshHosts = new Set(['*', '*.local', '*.cluster.local', '*.svc.cluster.local'])
const namespaceHost = /^\*\.([a-z0-9-]+)(\.svc(\.cluster(\.local)?)?)?$/

/** `*.local` is all the mesh, `*.shop.svc.cluster.local` all of a namespace, `reviews` but some. */
export function reachOf(host: string): HostReach {
  if (meshHosts.has(host)) return { kind: 'mesh' }
  const namespace = namespaceHost.exec(host)?.[1]
  // Short forms are ambiguous with domains (`*.com`): only those that say svc are a namespace's.
  if (namespace === undefined || !host.includes('.svc')) return { kind: 'some' }
  return { kind: 'namespace', namespace }
}

/** The TLS mode that a destination rule sets for all of its host; null: none. */
export function clientTlsOf(rule: KubeObject): string | null {
  return new Field(rule).get('spec', 'trafficPolicy', 'tls', 'mode').text()
}

/** Whether clients that obey this mode present a certificate of the mesh or one of their own. */
export function isMutual(mode: string | null): boolean {
  return mode === 'ISTIO_MUTUAL' || mode === 'MUTUAL'
}

const wideRules: Index = {
  id: 'destination rules of a whole mesh or namespace',
  kinds: [destinationRuleKind],
  keysOf: (rule) => {
    const reach = reachOf(new Field(rule).get('spec', 'host').text() ?? '')
    if (reach.kind === 'some' || clientTlsOf(rule) === null) return []
    return [reach.kind === 'mesh' ? 'mesh' : `namespace/${reach.namespace}`]
  },
}

/** Destination rules that set a TLS mode for all hosts of the mesh. */
export function meshWideTlsRules(view: View): readonly KubeObject[] {
  return view.find(wideRules, 'mesh')
}

/** Destination rules that set a TLS mode for all hosts of a namespace. */
export function namespaceWideTlsRules(view: View, namespace: string): readonly KubeObject[] {
  return view.find(wideRules, `namespace/${namespace}`)
}

/**
 * Whether callers of these pods can be known by their certificates: the server takes mutual TLS,
 * and clients use it, by themselves or since a destination rule tells them.
 */
export function isMutualTlsPossible(
  view: View,
  namespace: string,
  labels: Readonly<Record<string, string>>,
): boolean {
  if (workloadMode(view, namespace, labels).mode === 'DISABLE') return false
  return areClientsMutual(view, namespace)
}

/** Whether clients use mutual TLS with servers of a namespace as far as wide rules say. */
export function areClientsMutual(view: View, namespace: string): boolean {
  const rules = wideTlsRulesFor(view, namespace)
  if (rules.length === 0) return meshSettings(view).isAutoMtls
  return rules.some((rule) => isMutual(clientTlsOf(rule)))
}

/** The rules that set TLS for all of a namespace, else those for all of the mesh; null: the mesh. */
export function wideTlsRulesFor(view: View, namespace: string | null): readonly KubeObject[] {
  const own = namespace === null ? [] : namespaceWideTlsRules(view, namespace)
  return own.length > 0 ? own : meshWideTlsRules(view)
}
