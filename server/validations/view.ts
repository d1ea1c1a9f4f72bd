import type { KindKey } from '../seams/kube-object.ts'
import type { Derived, TrafficFacts, View } from '../seams/rule.ts'
import type { Dependencies, DerivedReader, Reader } from './dependencies.ts'
import type { ObjectStore, Question } from './object-store.ts'

/** The parts of a view that are no objects. */
export interface ViewState {
  nowMs: number | null
  traffic: TrafficFacts | null
  readonly unknownKinds: ReadonlySet<KindKey>
}

export interface ViewParts {
  readonly store: ObjectStore
  readonly dependencies: Dependencies
  readonly reader: Reader
}

/** A view that remembers what its reader asks. */
export function createView(state: ViewState, parts: ViewParts): View {
  const { store, dependencies, reader } = parts
  const ask = (question: Question): ReturnType<ObjectStore['find']> => {
    dependencies.asked(reader, question)
    return store.find(question.index, question.key)
  }
  return {
    find: (index, key) => ask({ index, key }),
    get: (kind, namespace, name) =>
      ask({ index: 'name', key: `${kind} ${namespace}/${name}` })[0] ?? null,
    inNamespace: (kind, namespace) => ask({ index: 'namespace', key: `${kind} ${namespace}` }),
    all: (kind) => ask({ index: 'kind', key: kind }),
    derive: (derived, key) => derive(derived, key, { state, parts }),
    isKnown: (kind) => !state.unknownKinds.has(kind),
    get nowMs() {
      dependencies.askedAmbient(reader, 'clock')
      return state.nowMs
    },
    get traffic() {
      dependencies.askedAmbient(reader, 'traffic')
      return state.traffic
    },
  }
}

/** Who has to hear of it when what is known changes. */
const nodes = new WeakMap<object, DerivedReader>()

/** Works a value out once; whatever it was worked out of makes it new when it changes. */
function derive<Value>(
  derived: Derived<Value>,
  key: string,
  { state, parts }: { readonly state: ViewState; readonly parts: ViewParts },
): Value {
  const { dependencies, reader } = parts
  let known = derived.known.get(dependencies)
  if (known === undefined)
    derived.known.set(dependencies, (known = new Map<string, { readonly value: Value }>()))
  const before = known.get(key)
  const nodeBefore = before === undefined ? undefined : nodes.get(before)
  if (before !== undefined && nodeBefore !== undefined) {
    dependencies.askedDerived(reader, nodeBefore)
    return before.value
  }
  const table = known
  const node: DerivedReader = {
    id: derived.id,
    reads: new Set(),
    readers: new Set(),
    drop: () => void table.delete(key),
  }
  dependencies.askedDerived(reader, node)
  const made = { value: derived.build(key, createView(state, { ...parts, reader: node })) }
  nodes.set(made, node)
  known.set(key, made)
  return made.value
}
