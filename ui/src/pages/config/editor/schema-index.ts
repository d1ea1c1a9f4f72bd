import type { SchemaField } from '#contract/writes.ts'
import type { YamlPath } from './yaml-path.ts'

/** The fields of a kind, found by where they stand. */
export interface SchemaIndex {
  readonly fieldAt: (path: YamlPath) => SchemaField | null
  /** What may stand below, the required first. */
  readonly childrenOf: (path: YamlPath) => readonly SchemaField[]
}

export function indexSchema(fields: readonly SchemaField[]): SchemaIndex {
  const byPath = new Map(fields.map((field) => [field.path, field]))
  const byParent = Map.groupBy(fields, ({ path }) => parentOf(path))
  const maps = new Set([...byParent.keys()].filter((path) => path.endsWith('{}')))
  /** As the schema writes it: names of a map's keys are any. */
  const resolve = (path: YamlPath): string =>
    path.reduce((whole, part) => {
      if (part === '[]') return `${whole}[]`
      const own = whole === '' ? part : `${whole}.${part}`
      return !byPath.has(own) && maps.has(`${whole}{}`) ? `${whole}{}` : own
    }, '')
  return {
    fieldAt: (path) => byPath.get(resolve(path)) ?? null,
    childrenOf: (path) =>
      [...(byParent.get(resolve(path)) ?? [])].sort(
        (one, other) => Number(other.isRequired) - Number(one.isRequired),
      ),
  }
}

/** `spec.http[].route` is a part of `spec.http[]`. */
function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('.')))
}

/** The last name of a field's path. */
export function nameOf({ path }: SchemaField): string {
  return path.slice(path.lastIndexOf('.') + 1)
}
