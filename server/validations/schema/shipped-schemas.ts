import { Field } from '../../seams/field.ts'
import type { KindKey } from '../../seams/kube-object.ts'
import { readSchema, type SchemaNode } from './schema-node.ts'
import shipped from './shipped-schemas.gen.json' with { type: 'json' }

/**
 * The schemas that come with the console, for objects of which no definition is at hand. Made by
 * `scripts/update-schemas.ts` out of the definitions of the projects (Apache-2.0).
 */
const root = new Field(shipped)

interface Entry {
  readonly raw: unknown
  node: SchemaNode | null // read when it is first asked for
}

const entries = new Map<string, Entry>()
for (const one of root.get('schemas').items()) {
  const entry: Entry = { raw: one.get('schema').value, node: null }
  const kind = one.get('kind').text() ?? ''
  for (const version of one.get('versions').texts()) entries.set(`${kind} ${version}`, entry)
}

/** Which projects and versions they are of. */
export const shippedOrigin = root.get('origin').text() ?? ''

/** The kinds that have a schema. */
export const shippedKinds: readonly KindKey[] = [
  ...new Set([...entries.keys()].map((key) => key.slice(0, key.indexOf(' ')))),
]

/** As the project wrote it, without its words; null for versions that the project does not have. */
export function shippedDefinition(kind: KindKey, version: string): unknown {
  return entries.get(`${kind} ${version}`)?.raw ?? null
}

/** Null for versions that the project does not have. */
export function shippedSchema(kind: KindKey, version: string): SchemaNode | null {
  const entry = entries.get(`${kind} ${version}`)
  if (entry === undefined) return null
  return (entry.node ??= readSchema(entry.raw))
}
