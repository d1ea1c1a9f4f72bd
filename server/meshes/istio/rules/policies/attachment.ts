import type { Field } from '../../../../seams/field.ts'
import { groupOf, type KindKey, type KubeObject } from '../../../../seams/kube-object.ts'
import type { Index, View } from '../../../../seams/rule.ts'
import { meshSettings } from '../../lookup/mesh-settings.ts'
import { hasLabels } from '../../lookup/selectors.ts'
import type { Workload } from '../../lookup/workload.ts'
import {
  attachableKinds,
  peerAuthenticationKind,
  selectorOf,
  sidecarKind,
  targetRefsOf,
} from './policy-object.ts'

/**
 * Whoever selects pods, by kind, namespace and the first label that it asks for: what it selects has
 * that one too. Those without a selector stand under kind and namespace alone.
 */
const selectors: Index = {
  id: 'selecting objects by kind, namespace and first label',
  kinds: [...attachableKinds, peerAuthenticationKind, sidecarKind],
  keysOf: (object) => {
    if (targetRefsOf(object).length > 0) return []
    const { kind } = object
    const { namespace = '' } = object.metadata
    const [first] = Object.entries(selectorOf(object)).sort()
    return [first === undefined ? `${kind} ${namespace}` : keyOf(kind, namespace, first)]
  },
}

function keyOf(kind: string, namespace: string, [name, value]: readonly [string, string]): string {
  return `${kind} ${namespace}/${name}=${value}`
}

/** Objects of a kind (`PeerAuthentication`) and namespace whose selector matches a workload. */
export function selectingIn(
  view: View,
  workload: Pick<Workload, 'labels'>,
  { kind, namespace }: { readonly kind: string; readonly namespace: string },
): readonly KubeObject[] {
  return Object.entries(workload.labels)
    .flatMap((pair) => view.find(selectors, keyOf(kind, namespace, pair)))
    .filter((object) => hasLabels(workload.labels, selectorOf(object)))
}

/** Objects of a kind that hold for a workload by selector or for lack of one, the mesh's own too. */
export function holdingFor(view: View, workload: Workload, kind: string): readonly KubeObject[] {
  const { rootNamespace } = meshSettings(view)
  return [...new Set([workload.namespace, rootNamespace])].flatMap((namespace) => [
    ...view.find(selectors, `${kind} ${namespace}`),
    ...selectingIn(view, workload, { kind, namespace }),
  ])
}

/** What one entry of `targetRefs` speaks of. */
export interface Target {
  readonly kind: KindKey
  readonly namespace: string
  readonly name: string
  readonly field: Field
}

/** Null without a kind or a name. A namespace other than its own is not supported by Istio. */
export function readTarget(field: Field, owner: KubeObject): Target | null {
  const kind = field.get('kind').text()
  const name = field.get('name').text()
  if (kind === null || name === null) return null
  const group = field.get('group').text() ?? ''
  const isCore = group === '' || group === 'core'
  const namespace = field.get('namespace').text() ?? owner.metadata.namespace ?? ''
  return { kind: isCore ? kind : `${group}/${kind}`, namespace, name, field }
}

export function targetsOf(object: KubeObject): readonly Target[] {
  return targetRefsOf(object).flatMap((field) => readTarget(field, object) ?? [])
}

const attached: Index = {
  id: 'objects by what they are attached to',
  kinds: attachableKinds,
  keysOf: (object) =>
    targetsOf(object).map((target) => attachedKey(object.kind, target.kind, target)),
}

function attachedKey(
  kind: string,
  targetKind: KindKey,
  { namespace, name }: { readonly namespace: string; readonly name: string },
): string {
  return `${kind} ${targetKind} ${namespace}/${name}`
}

/** Objects of a kind that are attached to that object by `targetRefs`. */
export function attachedTo(view: View, kind: string, target: KubeObject): readonly KubeObject[] {
  const group = groupOf(target.apiVersion)
  const targetKind = group === '' ? target.kind : `${group}/${target.kind}`
  const { namespace = '', name } = target.metadata
  return view.find(attached, attachedKey(kind, targetKind, { namespace, name }))
}
