import { Field } from '../../seams/field.ts'
import { derived, type Index, type Subject, type View } from '../../seams/rule.ts'
import { readSchema, type SchemaNode } from './schema-node.ts'
import { shippedOrigin, shippedSchema } from './shipped-schemas.ts'
import { findProblems, type Problem } from './structure.ts'

export interface ObjectSchema {
  readonly node: SchemaNode
  /** Where it is from: `the cluster`, or the versions of what is shipped. */
  readonly origin: string
  /** Of the cluster that the objects are in, and not merely of a version of the project. */
  readonly isOwn: boolean
}

const definitionKind = 'apiextensions.k8s.io/CustomResourceDefinition'

const definitions: Index = {
  id: 'custom resource definitions by kind',
  kinds: [definitionKind],
  keysOf: (definition) => {
    const spec = new Field(definition).get('spec')
    return [`${spec.get('group').text() ?? ''}/${spec.get('names', 'kind').text() ?? ''}`]
  },
}

/** Keys are kind and version: `networking.istio.io/VirtualService v1`. */
const ownSchema = derived('schema of the cluster', (key, view): SchemaNode | null => {
  const [kind = '', version = ''] = key.split(' ')
  const [definition] = view.find(definitions, kind)
  const found = new Field(definition)
    .get('spec', 'versions')
    .items()
    .find((one) => one.get('name').text() === version)
  const raw = found?.get('schema', 'openAPIV3Schema')
  return raw?.isPresent === true ? readSchema(raw.value) : null
})

/** The schema of the cluster's own definition, else the one that is shipped; null: neither is known. */
export function schemaOf(view: View, { kind, object }: Subject): ObjectSchema | null {
  const version = object.apiVersion.slice(object.apiVersion.lastIndexOf('/') + 1)
  const own = view.derive(ownSchema, `${kind} ${version}`)
  if (own !== null) return { node: own, origin: 'the cluster', isOwn: true }
  const shipped = shippedSchema(kind, version)
  return shipped === null ? null : { node: shipped, origin: shippedOrigin, isOwn: false }
}

interface Known {
  readonly node: SchemaNode
  readonly problems: readonly Problem[]
}

/** Objects are immutable, and two rules ask the same. */
const knownProblems = new WeakMap<object, Known>()

/** What of an object does not fit its schema. */
export function problemsOf({ object, root }: Subject, { node }: ObjectSchema): readonly Problem[] {
  const known = knownProblems.get(object)
  if (known?.node === node) return known.problems
  const problems = findProblems(node, root)
  knownProblems.set(object, { node, problems })
  return problems
}
