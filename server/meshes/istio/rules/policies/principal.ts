import type { Field } from '../../../../seams/field.ts'
import type { View } from '../../../../seams/rule.ts'
import type { MeshSettings } from '../../lookup/mesh-settings.ts'
import { comparedInSources, isPattern, matchesPattern, type Compared } from './authorization.ts'

export const serviceAccountKind = 'ServiceAccount'
const gatewayKind = 'gateway.networking.k8s.io/Gateway'

/** Who a certificate speaks of: `cluster.local/ns/shop/sa/cart`. */
export interface Principal {
  readonly trustDomain: string
  readonly namespace: string
  readonly account: string
}

/** Null for what is not written so, patterns among them. */
export function readPrincipal(text: string): Principal | null {
  const [, trustDomain, namespace, account] = /^([^/]+)\/ns\/([^/]+)\/sa\/([^/]+)$/.exec(text) ?? []
  if (trustDomain === undefined || namespace === undefined || account === undefined) return null
  return { trustDomain, namespace, account }
}

/** Every principal that a policy compares callers with. */
export function principalsIn(spec: Field): readonly Compared[] {
  return comparedInSources(spec, 'principals', 'source.principal')
}

/**
 * Whether the mesh issues certificates of a trust domain or takes them for its own. Policies may
 * always say `cluster.local` for the mesh's own, whatever that is.
 */
export function isOwnTrustDomain(settings: MeshSettings, text: string): boolean {
  const own = ['cluster.local', settings.trustDomain, ...settings.trustDomainAliases]
  return own.some((domain) => matchesPattern(text, domain))
}

/**
 * Whether an account is there. Each namespace has `default`, which files need not say, and istiod
 * makes accounts for the gateways that it deploys.
 */
export function hasAccount(view: View, namespace: string, account: string): boolean {
  if (view.get(serviceAccountKind, namespace, account) !== null) return true
  if (account === 'default' && view.get('Namespace', '', namespace) !== null) return true
  const gateway = view.get(gatewayKind, namespace, account.replace(/-[a-z]+$/, ''))
  return gateway !== null || view.get(gatewayKind, namespace, account) !== null
}

/** Whether any account is meant by a pattern such as `cluster.local/ns/shop/*` or `*\/sa/cart`. */
export function matchesSomeAccount(view: View, settings: MeshSettings, pattern: string): boolean {
  if (!isPattern(pattern)) return false
  const domains = new Set(['cluster.local', settings.trustDomain, ...settings.trustDomainAliases])
  const isMeant = (path: string): boolean =>
    [...domains].some((domain) => matchesPattern(pattern, `${domain}${path}`))
  const namespaces = view.all('Namespace').map(({ metadata }) => metadata.name)
  if (namespaces.some((name) => isMeant(`/ns/${name}/sa/default`))) return true
  return view
    .all(serviceAccountKind)
    .some(({ metadata }) => isMeant(`/ns/${metadata.namespace ?? ''}/sa/${metadata.name}`))
}
