import { LineCounter, parseAllDocuments, type Document } from 'yaml'
import type { FieldPath, ObjectId } from '#contract/validations.ts'
import { mostDraftBytes, type DraftProblem, type Place } from '#contract/writes.ts'
import { groupOf, type KubeObject } from '../seams/kube-object.ts'
import { openPlaces, placeBetween, writePath, type PlaceOf } from './places.ts'

/** A text that is one object, or what keeps it from being one. */
export type ReadDraft =
  | { readonly object: KubeObject; readonly placeOf: PlaceOf; readonly document: Document }
  | { readonly problems: readonly DraftProblem[] }

/** What the text must be about. */
export interface DraftTarget {
  /** The object that it replaces; null: a new one. */
  readonly replaces: ObjectId | null
}

const start: Place = { line: 1, column: 1, endLine: 1, endColumn: 2 }

/** Never throws: what is wrong with the text is told with its place. */
export function readDraft(text: string, { replaces }: DraftTarget): ReadDraft {
  if (Buffer.byteLength(text) > mostDraftBytes)
    return blame('The text is larger than 1 MB, which no API server takes.')
  if (text.includes('\u0000'))
    return blame('The text has a NUL character, which YAML does not allow.')
  const counter = new LineCounter()
  const parsed = parseAllDocuments(text, { lineCounter: counter, prettyErrors: false })
  const documents = 'empty' in parsed ? [] : parsed.filter(({ contents }) => contents !== null)
  const errors = documents.flatMap((one) => one.errors)
  if (errors.length > 0)
    return {
      problems: errors.slice(0, 20).map(({ message, pos }) => ({
        ...placeBetween(counter, pos),
        ...{ message: `${message.replace(/\.?$/, '')}.`, path: '' },
      })),
    }
  const [document, second] = documents
  if (document === undefined) return blame('There is nothing in the text.')
  if (second !== undefined) {
    const place = openPlaces(second, counter)([])
    return blame('These are two objects: one at a time can be written.', place)
  }
  return readDocument(document, openPlaces(document, counter), replaces)
}

function readDocument(document: Document, placeOf: PlaceOf, replaces: ObjectId | null): ReadDraft {
  const value = toValue(document)
  if (typeof value === 'string') return blame(value)
  if (!isRecord(value.value)) return blame('An object is a map of fields: apiVersion, kind, …')
  const problems = findProblems(value.value, replaces).map(({ message, path }) => ({
    ...placeOf(path),
    ...{ message, path: writePath(path) },
  }))
  if (problems.length > 0) return { problems }
  const object = asObject(value.value, replaces)
  return object === null ? blame('This is no object.') : { object, placeOf, document }
}

/** Anchors that stand for each other, or for millions, are refused by the parser. */
function toValue(document: Document): { readonly value: unknown } | string {
  try {
    return { value: document.toJS({ maxAliasCount: 100 }) as unknown }
  } catch (error) {
    return `Its anchors cannot be followed: ${error instanceof Error ? error.message : ''}.`
  }
}

interface Problem {
  readonly message: string
  readonly path: FieldPath
}

type AnyRecord = Readonly<Record<string, unknown>>

function findProblems(value: AnyRecord, replaces: ObjectId | null): readonly Problem[] {
  const { apiVersion, kind, metadata } = value
  if (!isText(apiVersion)) return [{ message: 'apiVersion is missing.', path: ['apiVersion'] }]
  if (!isText(kind)) return [{ message: 'kind is missing.', path: ['kind'] }]
  if (!isRecord(metadata)) return [{ message: 'metadata is missing.', path: ['metadata'] }]
  const path = ['metadata', 'name']
  if (!isText(metadata['name'])) return [{ message: 'metadata.name is missing.', path }]
  const secret = { message: 'Secrets are not written from here: use kubectl.', path: ['kind'] }
  if (apiVersion === 'v1' && kind === 'Secret') return [secret]
  return [
    ...findStrangeTexts(metadata),
    ...(replaces === null ? [] : findChanges({ apiVersion, kind, metadata }, replaces)),
  ]
}

/** `version: 1.0` is a number in YAML, and the API server refuses it. */
function findStrangeTexts(metadata: AnyRecord): readonly Problem[] {
  return ['labels', 'annotations'].flatMap((field): readonly Problem[] => {
    const given = metadata[field]
    if (given === undefined || given === null) return []
    const path = ['metadata', field]
    if (!isRecord(given)) return [{ message: `${field} is no map of texts.`, path }]
    return Object.entries(given)
      .filter(([, text]) => typeof text !== 'string')
      .map(([key, text]) => ({
        message: `${key} is no text: write "${String(text)}" in quotes.`,
        path: [...path, key],
      }))
  })
}

/** What an object is called cannot be changed: that would be another object. */
function findChanges(
  { apiVersion, kind, metadata }: { apiVersion: string; kind: string; metadata: AnyRecord },
  replaces: ObjectId,
): readonly Problem[] {
  const { namespace = replaces.namespace, name } = metadata
  const changes = [
    { path: ['apiVersion'], was: replaces.group, is: groupOf(apiVersion), what: 'group' },
    { path: ['kind'], was: replaces.kind, is: kind, what: 'kind' },
    { path: ['metadata', 'name'], was: replaces.name, is: name, what: 'name' },
    { path: ['metadata', 'namespace'], was: replaces.namespace, is: namespace, what: 'namespace' },
  ]
  return changes
    .filter(({ was, is }) => was !== is)
    .map(({ path, was, what }) => ({
      message: `The ${what} was ${was === '' ? 'none' : was} and cannot be changed: that would be another object. Create it instead.`,
      path,
    }))
}

function asObject(value: AnyRecord, replaces: ObjectId | null): KubeObject | null {
  const { apiVersion, kind, metadata } = value
  if (!isText(apiVersion) || !isText(kind) || !isRecord(metadata)) return null
  const { name, namespace: given } = metadata
  if (!isText(name)) return null
  const namespace = isText(given) ? given : (replaces?.namespace ?? '')
  const place = namespace === '' ? {} : { namespace }
  return { ...value, apiVersion, kind, metadata: { ...metadata, name, ...place } }
}

function blame(message: string, place = start): ReadDraft {
  return { problems: [{ ...place, message, path: '' }] }
}

const isText = (value: unknown): value is string => typeof value === 'string' && value !== ''

function isRecord(value: unknown): value is AnyRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
