import { Field } from '../../../seams/field.ts'
import type { KubeObject } from '../../../seams/kube-object.ts'
import { derived, type View } from '../../../seams/rule.ts'
import { fqdnOf, isShort, serviceOf } from './fqdn.ts'
import { sidecarKind } from './kinds.ts'
import { meshSettings } from './mesh-settings.ts'
import { oldestFirst } from './oldest-first.ts'
import { overlaps } from './wildcards.ts'

/** What proxies of a namespace are told of, as a Sidecar says. */
export interface EgressScope {
  /** The Sidecar that says so; null: none does, and proxies are told of everything. */
  readonly sidecar: KubeObject | null
  readonly hosts: readonly EgressHost[]
}

export interface EgressHost {
  /** `*` for all; `.` is already the namespace of the proxies. */
  readonly namespace: string
  readonly host: string
}

const scopes = derived('egress scope', (namespace, view): EgressScope => {
  const sidecar = sidecarOf(view, namespace) ?? sidecarOf(view, meshSettings(view).rootNamespace)
  if (sidecar === null) return everything
  const hosts = hostsOf(sidecar, namespace)
  return hosts === null ? { ...everything, sidecar } : { sidecar, hosts }
})

const everything: EgressScope = { sidecar: null, hosts: [{ namespace: '*', host: '*' }] }

/**
 * The egress scope of a namespace: of its Sidecar without a selector, else of that in the root
 * namespace. Sidecars for chosen workloads are left out, as the namespace's others do not have them.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/sidecar/
 */
export function egressScope(view: View, namespace: string): EgressScope {
  return view.derive(scopes, namespace)
}

/** Whether proxies within the scope are told of `host` in objects of `owner`. */
export function isImported(
  { hosts }: EgressScope,
  { owner, host }: { readonly owner: string; readonly host: string },
): boolean {
  return hosts.some(
    (one) => (one.namespace === '*' || one.namespace === owner) && overlaps(one.host, host),
  )
}

/**
 * Whether proxies of a namespace are told of a host at all. For hosts that are no services of the
 * cluster it is enough that the Sidecar names them, in whatever namespace.
 */
export function isHostImported(view: View, host: string, namespace: string): boolean {
  const scope = egressScope(view, namespace)
  const owner = serviceOf(host)?.namespace
  if (owner !== undefined) return isImported(scope, { owner, host })
  return scope.hosts.some((one) => overlaps(one.host, host))
}

function sidecarOf(view: View, namespace: string): KubeObject | null {
  const wide = view
    .inNamespace(sidecarKind, namespace)
    .filter(({ spec }) => new Field(spec).get('workloadSelector').isAbsent)
  return oldestFirst(wide)[0] ?? null
}

/** Null when it says nothing of what goes out, which is everything. */
function hostsOf(sidecar: KubeObject, namespace: string): EgressHost[] | null {
  const egress = new Field(sidecar.spec).get('egress').items()
  if (egress.length === 0) return null
  return egress
    .flatMap((listener) => listener.get('hosts').texts())
    .flatMap((text) => readEgressHost(text, namespace) ?? [])
}

/**
 * `namespace/host`; null for `~/*`, which is nothing, and what is no such pair. Here Istio completes
 * no short names.
 */
export function readEgressHost(text: string, namespace: string): EgressHost | null {
  const slash = text.indexOf('/')
  if (slash === -1) return null
  const [owner, host] = [text.slice(0, slash), text.slice(slash + 1)]
  if (owner === '~' || host === '') return null
  const full = isShort(host) ? host : fqdnOf(host, namespace)
  return { namespace: owner === '.' ? namespace : owner, host: full }
}
