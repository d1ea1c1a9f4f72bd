import { parseDocument } from 'yaml'
import { Field } from '../../../seams/field.ts'
import type { KubeObject } from '../../../seams/kube-object.ts'
import { derived, type Index, type View } from '../../../seams/rule.ts'

/** What the mesh as a whole is set to, as far as judging other objects depends on it. */
export interface MeshSettings {
  /** Policies of this namespace hold for the whole mesh. */
  readonly rootNamespace: string
  readonly trustDomain: string
  readonly trustDomainAliases: readonly string[]
  /** What proxies do with hosts that nobody registered. */
  readonly outboundPolicy: 'ALLOW_ANY' | 'REGISTRY_ONLY'
  /** Clients use mutual TLS with whoever can, unless a destination rule says otherwise. */
  readonly isAutoMtls: boolean
  /** Selectors of the namespaces that the control plane looks at; none: it looks at all. */
  readonly discovery: readonly LabelSelector[]
  /** By name, the kind of provider (`zipkin`, `envoyExtAuthzHttp` …). */
  readonly extensionProviders: ReadonlyMap<string, string>
  /** The providers of access logs that are used where nobody names any. */
  readonly defaultLogProviders: readonly string[]
  /** Where this is written; null: nowhere that is known, these are the usual values. */
  readonly source: KubeObject | null
}

export interface LabelSelector {
  readonly matchLabels: Readonly<Record<string, string>>
  readonly matchExpressions: readonly LabelExpression[]
}

export interface LabelExpression {
  readonly key: string
  readonly operator: string
  readonly values: readonly string[]
}

/** Whatever the mesh config says, these are there (`pkg/config/mesh/mesh.go`). */
const usualProviders: readonly (readonly [name: string, kind: string])[] = [
  ['prometheus', 'prometheus'],
  ['stackdriver', 'stackdriver'],
  ['envoy', 'envoyFileAccessLog'],
]

/** `istio`, or `istio-<revision>` beside revisions. */
const isMeshConfig = /^istio(-[a-z0-9-]+)?$/

const meshConfigs: Index = {
  id: 'mesh configs',
  kinds: ['ConfigMap'],
  keysOf: (object) => {
    const isOne = isMeshConfig.test(object.metadata.name) && meshTextOf(object) !== null
    return isOne ? [''] : []
  },
}

/** The service of the control plane: it changes less often than its pods. */
const controlPlanes: Index = {
  id: 'services of istiod',
  kinds: ['Service'],
  keysOf: ({ metadata }) => (metadata.labels?.['app'] === 'istiod' ? [''] : []),
}

const settings = derived('mesh settings', (_key, view): MeshSettings => {
  const source = preferred(view.find(meshConfigs, ''))
  const home = source === null ? homeOf(view.find(controlPlanes, '')) : null
  return readSettings(source, home ?? 'istio-system')
})

/** Where istiod runs is the root namespace unless its config says otherwise. */
function homeOf(services: readonly KubeObject[]): string | null {
  const namespaces = services.flatMap(({ metadata }) => metadata.namespace ?? [])
  return namespaces.includes('istio-system') ? null : (namespaces[0] ?? null)
}

/**
 * The settings of the mesh; the usual ones where no ConfigMap `istio` with a key `mesh` is known,
 * with the namespace of istiod for the root.
 */
export function meshSettings(view: View): MeshSettings {
  return view.derive(settings, '')
}

function preferred(configs: readonly KubeObject[]): KubeObject | null {
  const plain = configs.filter(({ metadata }) => metadata.name === 'istio')
  const usual = plain.find(({ metadata }) => metadata.namespace === 'istio-system')
  return usual ?? plain[0] ?? configs[0] ?? null
}

function meshTextOf(object: KubeObject): string | null {
  return new Field(object).get('data', 'mesh').text()
}

function readSettings(source: KubeObject | null, home: string): MeshSettings {
  const mesh = parseMesh(source === null ? '' : (meshTextOf(source) ?? ''))
  return {
    rootNamespace: mesh.get('rootNamespace').text() ?? home,
    trustDomain: mesh.get('trustDomain').text() ?? 'cluster.local',
    trustDomainAliases: mesh.get('trustDomainAliases').texts(),
    outboundPolicy: readOutboundPolicy(mesh),
    isAutoMtls: mesh.get('enableAutoMtls').flag() ?? true,
    discovery: mesh.get('discoverySelectors').items().map(readSelector),
    extensionProviders: new Map([
      ...usualProviders,
      ...mesh.get('extensionProviders').items().flatMap(readProvider),
    ]),
    defaultLogProviders: mesh.get('defaultProviders', 'accessLogging').texts(),
    source,
  }
}

/** What is no YAML reads as nothing: istiod keeps what it had, which nobody can know from here. */
export function parseMesh(text: string): Field {
  const document = parseDocument(text, { logLevel: 'silent' })
  if (document.errors.length > 0) return new Field(undefined)
  try {
    const value: unknown = document.toJS({ maxAliasCount: 100 })
    return new Field(value)
  } catch {
    return new Field(undefined)
  }
}

function readOutboundPolicy(mesh: Field): MeshSettings['outboundPolicy'] {
  const mode = mesh.get('outboundTrafficPolicy', 'mode').text()
  return mode === 'REGISTRY_ONLY' ? mode : 'ALLOW_ANY'
}

function readProvider(provider: Field): readonly (readonly [string, string])[] {
  const name = provider.get('name').text()
  const kind = provider.entries().find(([field]) => field !== 'name')?.[0]
  return name === null ? [] : [[name, kind ?? '']]
}

function readSelector(selector: Field): LabelSelector {
  return {
    matchLabels: selector.get('matchLabels').labels(),
    matchExpressions: selector
      .get('matchExpressions')
      .items()
      .map((expression) => ({
        key: expression.get('key').text() ?? '',
        operator: expression.get('operator').text() ?? '',
        values: expression.get('values').texts(),
      })),
  }
}
