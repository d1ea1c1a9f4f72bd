import type { ObjectId } from '#contract/validations.ts'
import { Field } from '../../../seams/field.ts'
import type { Inventory } from '../../../seams/inventory.ts'
import { kindKeyOf, objectIdOf, type KindKey, type KubeObject } from '../../../seams/kube-object.ts'
import type { AppliedConfig, ConfigEffect, SelectedPods } from '../../../seams/mesh.ts'
import { noReferences, type References } from '../../../seams/references.ts'
import type { View } from '../../../seams/rule.ts'
import { readReferences } from '../references.ts'
import { meshSettings } from '../lookup/mesh-settings.ts'

/**
 * Kinds that reach pods by a selector, and all of a namespace without one; in the root namespace,
 * all of the mesh.
 *
 * @see https://istio.io/latest/docs/reference/config/security/authorization-policy/
 */
const policyKinds: readonly KindKey[] = [
  'security.istio.io/AuthorizationPolicy',
  'security.istio.io/PeerAuthentication',
  'security.istio.io/RequestAuthentication',
  'telemetry.istio.io/Telemetry',
  'extensions.istio.io/WasmPlugin',
  'networking.istio.io/Sidecar',
  'networking.istio.io/EnvoyFilter',
  'networking.istio.io/ProxyConfig',
]
/** Reaches pods of any namespace, by its selector alone. */
const gatewayKind: KindKey = 'networking.istio.io/Gateway'

export interface Acting {
  readonly onWorkload: (pods: SelectedPods) => readonly AppliedConfig[]
  readonly onService: (key: string) => readonly AppliedConfig[]
  readonly objectOf: (effect: ConfigEffect) => ObjectId | null
}

export interface ActingDeps {
  readonly view: View
  readonly effectsOnService: (key: string) => readonly ConfigEffect[]
}

/** Finds what acts on a workload or a service; filed by label once, when it is first asked. */
export function createActing(inventory: Inventory, { view, effectsOnService }: ActingDeps): Acting {
  let files: Files | null = null
  const filesOnce = (): Files => (files ??= fileSelectors(view))
  let byName: ReadonlyMap<string, KubeObject> | null = null
  const objectOf = (effect: ConfigEffect): KubeObject | undefined =>
    (byName ??= nameObjects(inventory)).get(nameKey(effect))
  return {
    objectOf: (effect) => {
      const object = objectOf(effect)
      return object === undefined ? null : objectIdOf(object)
    },
    onWorkload: (pods) => {
      const { bySelector, wide, rootNamespace } = filesOnce()
      return [
        ...selectedBy(bySelector, pods),
        ...(wide.get(pods.namespace) ?? []).map((object) =>
          applied(object, pods.namespace === rootNamespace ? 'mesh' : 'namespace', pods.namespace),
        ),
        ...(pods.namespace === rootNamespace ? [] : (wide.get(rootNamespace) ?? [])).map((object) =>
          applied(object, 'mesh', rootNamespace),
        ),
      ]
    },
    onService: (key) => {
      const own = effectsOnService(key).flatMap((effect) => {
        const object = objectOf(effect)
        return object === undefined ? [] : [appliedToHost(object, key)]
      })
      const targeting = (filesOnce().byTarget.get(key) ?? []).map((object) =>
        applied(object, 'target', `Service ${key.slice(key.indexOf('/') + 1)}`),
      )
      return [...own, ...targeting]
    },
  }
}

interface Files {
  readonly rootNamespace: string
  /** By `namespace/label=value` of the first label, or `*` in place of the namespace. */
  readonly bySelector: ReadonlyMap<string, readonly Selecting[]>
  readonly wide: ReadonlyMap<string, readonly KubeObject[]> // by namespace
  readonly byTarget: ReadonlyMap<string, readonly KubeObject[]> // by namespace/name of a service
}

interface Selecting {
  readonly object: KubeObject
  readonly labels: Readonly<Record<string, string>>
}

function fileSelectors(view: View): Files {
  const bySelector = new Map<string, Selecting[]>()
  const wide = new Map<string, KubeObject[]>()
  const byTarget = new Map<string, KubeObject[]>()
  for (const object of [...policyKinds, gatewayKind].flatMap((kind) => view.all(kind))) {
    const { selects, objects } = readReferences(object) ?? noReferences
    for (const key of servicesAmong(objects)) addTo(byTarget, key, object)
    const labels = selects?.labels ?? {}
    const [first] = Object.entries(labels)
    const place = selects?.namespace ?? ''
    if (first !== undefined)
      addTo(bySelector, `${place === '' ? '*' : place}/${first.join('=')}`, { object, labels })
    else if (isWide(object)) addTo(wide, object.metadata.namespace ?? '', object)
  }
  return { rootNamespace: meshSettings(view).rootNamespace, bySelector, wide, byTarget }
}

/** Keys, namespace/name, of the services that are referred to. */
const servicesAmong = (objects: References['objects']): readonly string[] =>
  objects
    .filter(({ group, kind }) => group === '' && kind === 'Service')
    .map(({ namespace, name }) => `${namespace}/${name}`)

/** A policy that names nobody means everybody; a gateway without a selector means nobody. */
function isWide(object: KubeObject): boolean {
  return kindKeyOf(object) !== gatewayKind && !hasTarget(object)
}

function hasTarget(object: KubeObject): boolean {
  const spec = new Field(object).get('spec')
  return spec.get('targetRefs').items().length > 0 || spec.get('targetRef').isPresent
}

function selectedBy(
  files: Files['bySelector'],
  { namespace, podLabels }: SelectedPods,
): readonly AppliedConfig[] {
  return Object.entries(podLabels).flatMap((pair) => {
    const label = pair.join('=')
    return [...(files.get(`${namespace}/${label}`) ?? []), ...(files.get(`*/${label}`) ?? [])]
      .filter(({ labels }) =>
        Object.entries(labels).every(([name, value]) => podLabels[name] === value),
      )
      .map(({ object, labels }) => applied(object, 'selector', writeLabels(labels)))
  })
}

const writeLabels = (labels: Readonly<Record<string, string>>): string =>
  Object.entries(labels)
    .map((pair) => pair.join('='))
    .join(', ')

const applied = (object: KubeObject, why: AppliedConfig['why'], words: string): AppliedConfig => ({
  object: objectIdOf(object),
  why,
  words,
})

/** By the host that it names; a wildcard reaches a namespace or the mesh. */
function appliedToHost(object: KubeObject, key: string): AppliedConfig {
  const [namespace = '', name = ''] = key.split('/')
  const spec = new Field(object).get('spec')
  const hosts = [...spec.get('hosts').texts(), ...(spec.get('host').text() ?? '').split(' ')]
  const own = hosts.find((host) => host === name || host.startsWith(`${name}.${namespace}`))
  const wide = hosts.find((host) => host.startsWith('*'))
  if (own !== undefined) return applied(object, 'host', own)
  if (wide === undefined) return applied(object, 'host', name)
  return applied(object, wide.includes(`.${namespace}.`) ? 'namespace' : 'mesh', wide)
}

const nameKey = (one: { kind: string; namespace: string; name: string }): string =>
  `${one.kind} ${one.namespace}/${one.name}`

function nameObjects({ config }: Inventory): ReadonlyMap<string, KubeObject> {
  const kinds = [
    'VirtualService',
    'DestinationRule',
    'ServiceEntry',
    'HTTPRoute',
    'GRPCRoute',
    'TCPRoute',
    'TLSRoute',
  ]
  return new Map(
    kinds
      .flatMap((kind) => config.get(kind) ?? [])
      .map((object) => [
        nameKey({
          kind: object.kind,
          namespace: object.metadata.namespace ?? '',
          name: object.metadata.name,
        }),
        object,
      ]),
  )
}

function addTo<Value>(lists: Map<string, Value[]>, key: string, value: Value): void {
  const list = lists.get(key)
  if (list === undefined) lists.set(key, [value])
  else list.push(value)
}
