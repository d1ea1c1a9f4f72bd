import { isList, isRecord } from '../store/json.ts'
import type { Json } from '../store/json.ts'
import { mergeKeyOf } from './merge-patch.ts'

/** Steps from the root of an object: `f:spec`, or `k:{"name":"app"}` for an item known by its key. */
export type FieldPath = readonly string[]

export interface Leaf {
  readonly path: FieldPath
  readonly value: unknown
}

const unmanagedMetadata = new Set([
  'name',
  'namespace',
  'uid',
  'resourceVersion',
  'generation',
  'creationTimestamp',
  'deletionTimestamp',
  'managedFields',
  'selfLink',
  'generateName',
])

/** The fields of an object that somebody can own, keyed by their path as text. */
export function leavesOf(object: Json): ReadonlyMap<string, Leaf> {
  const leaves = new Map<string, Leaf>()
  for (const [key, value] of Object.entries(object)) {
    if (key === 'apiVersion' || key === 'kind' || value === undefined) continue
    collect({ path: [`f:${key}`], value }, leaves)
  }
  for (const key of unmanagedMetadata) leaves.delete(textOf(['f:metadata', `f:${key}`]))
  leaves.delete(textOf(['f:metadata']))
  for (const text of [...leaves.keys()]) {
    if (text.startsWith(textOf(['f:metadata', 'f:managedFields']))) leaves.delete(text)
  }
  return leaves
}

function collect({ path, value }: Leaf, leaves: Map<string, Leaf>): void {
  const children = childrenOf(path.at(-1) ?? '', value)
  if (children.length === 0) leaves.set(textOf(path), { path, value })
  for (const [step, child] of children) collect({ path: [...path, step], value: child }, leaves)
}

/** Lists without a key are owned whole. */
function childrenOf(step: string, value: unknown): readonly (readonly [string, unknown])[] {
  if (isRecord(value)) {
    return Object.entries(value)
      .filter(([, child]) => child !== undefined)
      .map(([key, child]) => [`f:${key}`, child] as const)
  }
  if (!isList(value) || value.length === 0) return []
  const key = mergeKeyOf(step.slice(2), value)
  if (key === null) return []
  return value
    .filter(isRecord)
    .map((item) => [`k:${JSON.stringify({ [key]: item[key] })}`, item] as const)
}

export function textOf(path: FieldPath): string {
  return path.join('\n')
}

/** `.spec.containers[name="app"].image`, as the API's messages write it. */
export function displayOf(path: FieldPath): string {
  return path
    .map((step) => {
      if (step.startsWith('f:')) return `.${step.slice(2)}`
      const key: unknown = JSON.parse(step.slice(2))
      const [name, value] = isRecord(key) ? (Object.entries(key)[0] ?? []) : []
      return `[${name ?? ''}=${JSON.stringify(value)}]`
    })
    .join('')
}

/** The nested form in which managedFields holds paths. */
export function emitFields(texts: Iterable<string>): Json {
  const root: Record<string, unknown> = {}
  for (const text of texts) {
    let node = root
    for (const step of text.split('\n')) {
      const known = node[step]
      const next: Record<string, unknown> = isRecord(known) ? known : {}
      node[step] = next
      node = next
    }
  }
  return root
}

export function readFields(fields: unknown): ReadonlySet<string> {
  const texts = new Set<string>()
  const walk = (node: unknown, path: FieldPath): void => {
    const steps = isRecord(node) ? Object.entries(node).filter(([step]) => step !== '.') : []
    if (steps.length === 0 && path.length > 0) texts.add(textOf(path))
    for (const [step, child] of steps) walk(child, [...path, step])
  }
  walk(fields, [])
  return texts
}

/** The object with the value at the path; records and keyed items are made on the way. */
export function withField(target: unknown, path: FieldPath, value: unknown): unknown {
  const [step, ...rest] = path
  if (step === undefined) return value
  if (step.startsWith('f:')) {
    const record = isRecord(target) ? target : {}
    return { ...record, [step.slice(2)]: withField(record[step.slice(2)], rest, value) }
  }
  const list = isList(target) ? target : []
  const key: unknown = JSON.parse(step.slice(2))
  const index = list.findIndex((item) => isItem(item, key))
  if (index >= 0) return list.with(index, withField(list[index], rest, value))
  return [...list, withField(key, rest, value)]
}

/** The object without the field; records and items that are left empty go too. */
export function withoutField(target: unknown, path: FieldPath): unknown {
  const [step, ...rest] = path
  if (step === undefined) return undefined
  if (step.startsWith('f:')) {
    if (!isRecord(target)) return target
    const child = withoutField(target[step.slice(2)], rest)
    const others = Object.entries(target).filter(([key]) => key !== step.slice(2))
    return isEmpty(child)
      ? emptyToNothing(Object.fromEntries(others))
      : { ...target, [step.slice(2)]: child }
  }
  if (!isList(target)) return target
  const key: unknown = JSON.parse(step.slice(2))
  return target
    .map((item) => (isItem(item, key) ? withoutField(item, rest) : item))
    .filter((item) => !isEmpty(item))
}

function isItem(item: unknown, key: unknown): boolean {
  if (!isRecord(item) || !isRecord(key)) return false
  return Object.entries(key).every(([name, value]) => item[name] === value)
}

function isEmpty(value: unknown): boolean {
  return value === undefined || (isList(value) && value.length === 0)
}

function emptyToNothing(record: Json): Json | undefined {
  return Object.keys(record).length === 0 ? undefined : record
}
