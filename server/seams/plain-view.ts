import type { KindKey, KubeObject } from './kube-object.ts'
import type { Derived, Index, View } from './rule.ts'

const nothing: readonly KubeObject[] = []

/**
 * A view of objects that do not change, for whoever asks what rules ask and needs not hear of
 * changes. Indexes are built when they are first asked.
 */
export function createPlainView(
  objectsOf: (kind: KindKey) => readonly KubeObject[],
  isKnown: (kind: KindKey) => boolean,
): View {
  const byNamespace = new Map<KindKey, ReadonlyMap<string, readonly KubeObject[]>>()
  const byIndex = new Map<Index, ReadonlyMap<string, readonly KubeObject[]>>()
  const inNamespace = (kind: KindKey, namespace: string): readonly KubeObject[] => {
    let groups = byNamespace.get(kind)
    if (groups === undefined)
      byNamespace.set(kind, (groups = Map.groupBy(objectsOf(kind), namespaceOf)))
    return groups.get(namespace) ?? nothing
  }
  const view: View = {
    all: objectsOf,
    inNamespace,
    get: (kind, namespace, name) =>
      inNamespace(kind, namespace).find(({ metadata }) => metadata.name === name) ?? null,
    find: (index, key) => {
      let files = byIndex.get(index)
      if (files === undefined) byIndex.set(index, (files = fileObjects(index, objectsOf)))
      return files.get(key) ?? nothing
    },
    derive: (derived, key) => derive(derived, key, view),
    isKnown,
    nowMs: null,
    traffic: null,
  }
  return view
}

const namespaceOf = ({ metadata }: KubeObject): string => metadata.namespace ?? ''

function fileObjects(
  index: Index,
  objectsOf: (kind: KindKey) => readonly KubeObject[],
): ReadonlyMap<string, readonly KubeObject[]> {
  const files = new Map<string, KubeObject[]>()
  for (const object of index.kinds.flatMap((kind) => objectsOf(kind))) {
    for (const key of index.keysOf(object)) {
      const file = files.get(key)
      if (file === undefined) files.set(key, [object])
      else file.push(object)
    }
  }
  return files
}

/** What is worked out is kept by the view that it was worked out of. */
function derive<Value>(derived: Derived<Value>, key: string, view: View): Value {
  let values = derived.known.get(view)
  if (values === undefined)
    derived.known.set(view, (values = new Map<string, { readonly value: Value }>()))
  const known = values.get(key)
  if (known !== undefined) return known.value
  const value = derived.build(key, view)
  values.set(key, { value })
  return value
}
