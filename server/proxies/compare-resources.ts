import type { ProxyDifferences } from '#contract/proxy.ts'
import { isRecord } from '../seams/json.ts'

type Change = ProxyDifferences['changes'][number]
type FieldChange = Change['fields'][number]

const usualMost = 500
const mostFields = 50
const longestValue = 500

/**
 * What differs between two sets of resources by name. Lists are compared place by place, but lists
 * of named things by their names, since their order says nothing.
 */
export function compareResources(
  here: ReadonlyMap<string, unknown>,
  there: ReadonlyMap<string, unknown>,
  mostChanges = usualMost,
): Pick<ProxyDifferences, 'same' | 'changes' | 'leftOut'> {
  const changes: Change[] = []
  let same = 0
  for (const [resource, mine] of here) {
    if (!there.has(resource)) {
      changes.push({ resource, change: 'onlyHere', fields: [] })
      continue
    }
    const fields: FieldChange[] = []
    const theirs = there.get(resource)
    // Most are alike, and to see that costs a tenth of finding what is not.
    if (!isAlike(mine, theirs)) collect(mine, theirs, { path: '', fields })
    if (fields.length === 0) same += 1
    else changes.push({ resource, change: 'changed', fields })
  }
  for (const resource of there.keys())
    if (!here.has(resource)) changes.push({ resource, change: 'onlyThere', fields: [] })
  const sorted = changes.toSorted((a, b) => (a.resource < b.resource ? -1 : 1))
  const leftOut = Math.max(0, sorted.length - mostChanges)
  return { same, changes: sorted.slice(0, mostChanges), leftOut }
}

/** Written in the same order, which is how one proxy writes: else it is looked at more closely. */
function isAlike(here: unknown, there: unknown): boolean {
  if (Object.is(here, there)) return true
  if (Array.isArray(here))
    return (
      Array.isArray(there) &&
      here.length === there.length &&
      here.every((item, index) => isAlike(item, there[index]))
    )
  if (!isRecord(here) || !isRecord(there)) return false
  const names = Object.keys(here)
  return (
    names.length === Object.keys(there).length &&
    names.every((name) => Object.hasOwn(there, name) && isAlike(here[name], there[name]))
  )
}

interface Place {
  readonly path: string
  readonly fields: FieldChange[]
}

function collect(here: unknown, there: unknown, { path, fields }: Place): void {
  if (fields.length >= mostFields || Object.is(here, there)) return
  const mine = childrenOf(here)
  const theirs = childrenOf(there)
  if (mine === null || theirs === null || mine.isList !== theirs.isList) {
    if (mine === null && theirs === null && here === there) return
    fields.push({ path, here: write(here), there: write(there) })
    return
  }
  const names = new Set([...mine.byName.keys(), ...theirs.byName.keys()])
  for (const name of names) {
    const next = join(path, name, mine.isList)
    collect(mine.byName.get(name), theirs.byName.get(name), { path: next, fields })
  }
}

interface Children {
  readonly isList: boolean
  readonly byName: ReadonlyMap<string, unknown>
}

/** Null for what has no parts. */
function childrenOf(value: unknown): Children | null {
  if (Array.isArray(value)) return { isList: true, byName: filed(value) }
  return isRecord(value) ? { isList: false, byName: new Map(Object.entries(value)) } : null
}

function filed(list: readonly unknown[]): ReadonlyMap<string, unknown> {
  const names = list.map((item) => (isRecord(item) ? item['name'] : undefined))
  const isNamed =
    names.every((name) => typeof name === 'string' && name !== '') &&
    new Set(names).size === names.length
  return new Map(list.map((item, index) => [isNamed ? String(names[index]) : String(index), item]))
}

function join(path: string, name: string, isList: boolean): string {
  if (isList) return `${path}[${name}]`
  return path === '' ? name : `${path}.${name}`
}

/** As JSON, cut when long; null for what is not there. */
function write(value: unknown): string | null {
  if (value === undefined) return null
  const text = JSON.stringify(value)
  return text.length > longestValue ? `${text.slice(0, longestValue)}…` : text
}
