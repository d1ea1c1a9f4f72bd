import { isEqual, isRecord, listAt, stringAt } from '../store/json.ts'
import type { Json } from '../store/json.ts'
import {
  displayOf,
  emitFields,
  leavesOf,
  readFields,
  withField,
  withoutField,
} from './field-paths.ts'
import type { Leaf } from './field-paths.ts'
import { KubeStatusError } from './status.ts'

export interface Manager {
  readonly name: string
  readonly apiVersion: string
  readonly time: string
  readonly subresource: string // '' for the object itself
}

interface Entry {
  readonly manager: string
  readonly operation: string // Apply, Update
  readonly apiVersion: string
  readonly subresource: string
  readonly time: string
  readonly fields: ReadonlySet<string>
}

/** The object after an ordinary write, with the changed fields booked on its writer. */
export function bookUpdate(before: Json | null, after: Json, manager: Manager): Json {
  const leavesBefore = before === null ? new Map<string, Leaf>() : leavesOf(before)
  const leavesAfter = leavesOf(after)
  const changed = [...leavesAfter]
    .filter(([text, leaf]) => !isEqual(leavesBefore.get(text)?.value, leaf.value))
    .map(([text]) => text)
  const entries = entriesOf(before ?? {}, leavesBefore, manager).map((entry) => ({
    ...entry,
    fields: minus(entry.fields, (text) => changed.includes(text) || !leavesAfter.has(text)),
  }))
  if (changed.length === 0) return withEntries(after, entries)
  return withEntries(after, addFields(entries, manager, { operation: 'Update', fields: changed }))
}

interface ApplyAsk {
  readonly live: Json
  readonly config: Json
  readonly manager: Manager
  readonly isForced: boolean
}

/**
 * Server-side apply: what the manager says replaces what is there, what it said before and no longer
 * says goes away, and what others own is a conflict unless forced.
 *
 * @throws KubeStatusError Conflict
 */
export function applyConfig({ live, config, manager, isForced }: ApplyAsk): Json {
  const wanted = leavesOf(config)
  const present = leavesOf(live)
  const entries = entriesOf(live, present, manager)
  const isOwn = (entry: Entry): boolean =>
    entry.manager === manager.name &&
    entry.operation === 'Apply' &&
    entry.subresource === manager.subresource
  const others = entries.filter((entry) => !isOwn(entry))
  const conflicts = [...wanted].flatMap(([text, leaf]) =>
    isEqual(present.get(text)?.value, leaf.value)
      ? []
      : others.filter((entry) => overlaps(entry.fields, text)).map((entry) => ({ entry, leaf })),
  )
  if (conflicts.length > 0 && !isForced) throw conflictOf(conflicts)

  const taken = new Set(conflicts.map(({ leaf }) => leaf.path.join('\n')))
  const left = others.map((entry) => ({
    ...entry,
    fields: minus(entry.fields, (text) => [...taken].some((t) => isWithin(t, text))),
  }))
  const dropped = entries
    .filter(isOwn)
    .flatMap((entry) => [...entry.fields])
    .filter((text) => !wanted.has(text) && !left.some((entry) => overlaps(entry.fields, text)))
  let merged: unknown = live
  for (const text of dropped) merged = withoutField(merged, text.split('\n'))
  for (const { path, value } of wanted.values()) merged = withField(merged, path, value)
  const own = { operation: 'Apply', fields: [...wanted.keys()] }
  return withEntries(isRecord(merged) ? merged : live, addFields(left, manager, own))
}

function conflictOf(conflicts: readonly { entry: Entry; leaf: Leaf }[]): KubeStatusError {
  const causes = conflicts.map(({ entry, leaf }) => ({
    reason: 'FieldManagerConflict',
    message: `conflict with "${entry.manager}"${entry.operation === 'Update' ? ` using ${entry.apiVersion}` : ''}`,
    field: displayOf(leaf.path),
  }))
  const [first] = causes
  const told =
    causes.length === 1 && first !== undefined
      ? `1 conflict: ${first.message}: ${first.field}`
      : `${causes.length} conflicts: ${causes.map((c) => `${c.message}:\n- ${c.field}`).join('\n')}`
  return new KubeStatusError('Conflict', `Apply failed with ${told}`, { causes })
}

/** Objects whose fields nobody has claimed yet belong to whoever made them. */
function entriesOf(
  object: Json,
  present: ReadonlyMap<string, Leaf>,
  { apiVersion, time }: Manager,
): readonly Entry[] {
  const known = readEntries(object)
  if (known.length > 0 || present.size === 0) return known
  const fields = new Set(present.keys())
  const manager = 'before-first-apply'
  return [{ manager, operation: 'Update', apiVersion, subresource: '', time, fields }]
}

function addFields(
  entries: readonly Entry[],
  manager: Manager,
  added: { readonly operation: string; readonly fields: readonly string[] },
): readonly Entry[] {
  const isSame = (entry: Entry): boolean =>
    entry.manager === manager.name &&
    entry.operation === added.operation &&
    entry.subresource === manager.subresource
  const before = added.operation === 'Update' ? (entries.find(isSame)?.fields ?? []) : []
  return [
    ...entries.filter((entry) => !isSame(entry)),
    {
      manager: manager.name,
      operation: added.operation,
      apiVersion: manager.apiVersion,
      subresource: manager.subresource,
      time: manager.time,
      fields: new Set([...before, ...added.fields]),
    },
  ]
}

function readEntries(object: Json): readonly Entry[] {
  return listAt(object['metadata'], 'managedFields')
    .filter(isRecord)
    .map((entry) => ({
      manager: stringAt(entry, 'manager'),
      operation: stringAt(entry, 'operation'),
      apiVersion: stringAt(entry, 'apiVersion'),
      subresource: stringAt(entry, 'subresource'),
      time: stringAt(entry, 'time'),
      fields: readFields(entry['fieldsV1']),
    }))
}

function withEntries(object: Json, entries: readonly Entry[]): Json {
  const metadata = isRecord(object['metadata']) ? object['metadata'] : {}
  const managedFields = entries
    .filter((entry) => entry.fields.size > 0)
    .map(({ fields, subresource, ...entry }) => ({
      ...entry,
      fieldsType: 'FieldsV1',
      fieldsV1: emitFields(fields),
      ...(subresource === '' ? {} : { subresource }),
    }))
  return { ...object, metadata: { ...metadata, managedFields } }
}

function overlaps(owned: ReadonlySet<string>, text: string): boolean {
  if (owned.has(text)) return true
  for (const other of owned) if (isWithin(other, text) || isWithin(text, other)) return true
  return false
}

/** Whether `inner` is `outer` or lies below it. */
function isWithin(outer: string, inner: string): boolean {
  return inner === outer || inner.startsWith(`${outer}\n`)
}

function minus(
  fields: ReadonlySet<string>,
  isGone: (text: string) => boolean,
): ReadonlySet<string> {
  return new Set([...fields].filter((text) => !isGone(text)))
}
