import type { Field } from '../../../seams/field.ts'
import { setTo } from '../../../seams/fix.ts'
import type { KindKey, KubeObject } from '../../../seams/kube-object.ts'
import { nearestTo } from '../../../seams/nearest.ts'
import type { Hit, View } from '../../../seams/rule.ts'

/** A reference of the Gateway API to another object, with its defaults put in. */
export interface Reference {
  readonly field: Field
  readonly group: string
  readonly kind: string
  /** Group and kind, as the view knows it. */
  readonly key: KindKey
  readonly namespace: string
  readonly name: string
}

export interface ReferenceDefaults {
  readonly group: string
  readonly kind: string
  readonly namespace: string
}

/** Null when it has no name. People write the core group as `""` and as `core`. */
export function readReference(field: Field, defaults: ReferenceDefaults): Reference | null {
  const name = field.get('name').text()
  if (name === null || name === '') return null
  const written = field.get('group').text() ?? defaults.group
  const group = written === 'core' ? '' : written
  const kind = field.get('kind').text() ?? defaults.kind
  const namespace = field.get('namespace').text() ?? defaults.namespace
  return { field, group, kind, key: group === '' ? kind : `${group}/${kind}`, namespace, name }
}

/** The object that is meant; null when there is none. */
export function follow(view: View, { key, namespace, name }: Reference): KubeObject | null {
  return view.get(key, namespace, name)
}

/** The change that names the one object of that kind and namespace whose name is nearly the same. */
export function fixName(view: View, reference: Reference): Pick<Hit, 'fix'> {
  const { field, key, namespace, name } = reference
  const names = view.inNamespace(key, namespace).map(({ metadata }) => metadata.name)
  const nearest = nearestTo(name, names)
  if (nearest === null) return {}
  return { fix: setTo(field.get('name'), nearest, `Name ${nearest}`) }
}
