import type { KubeObject } from '../seams.ts'
import { isRecord, numberAt, stringAt } from '../store/json.ts'
import type { ObjectStore } from '../store/object-store.ts'
import { keyOf } from '../store/identity.ts'
import type { ResourceRequest } from './request-info.ts'
import { groupKindOfType } from './resource-types.ts'
import { readFieldSelector, readLabelSelector } from './selectors.ts'
import type { ObjectTest } from './selectors.ts'
import { KubeStatusError, notFound } from './status.ts'
import { listJson, objectJson } from './wire.ts'
import type { Form } from './wire.ts'

/** Both selectors of a request as one test. */
export function readSelection({ query, type }: ResourceRequest): ObjectTest {
  const isLabelled = readLabelSelector(query.get('labelSelector'))
  const isFielded = readFieldSelector(query.get('fieldSelector'), type.kind)
  return (object) => isLabelled(object) && isFielded(object)
}

/** @throws KubeStatusError NotFound */
export function findObject(store: ObjectStore, ask: ResourceRequest): KubeObject {
  const namespace = ask.type.isNamespaced ? ask.namespace : ''
  const found = store.get(groupKindOfType(ask.type), namespace, ask.name)
  if (found === null) throw notFound(ask.type, ask.name)
  return found
}

export function answerGet(store: ObjectStore, ask: ResourceRequest, form: Form): string {
  return objectJson(findObject(store, ask), { ...ask, form })
}

interface Page {
  readonly revision: number
  readonly after: string // key of the last object already given
}

/**
 * Lists in pages hold on to the state of the first page, as the real server does; only so many such
 * states are kept, and whoever comes back too late gets 410.
 */
export class Lister {
  readonly #store: ObjectStore
  readonly #kept = new Map<string, readonly KubeObject[]>()
  readonly #keptLimit: number

  constructor(store: ObjectStore, keptLimit = 50) {
    this.#store = store
    this.#keptLimit = keptLimit
  }

  answer(ask: ResourceRequest, form: Form): string {
    const isSelected = readSelection(ask)
    const limit = Number(ask.query.get('limit') ?? 0)
    const page = readPage(ask.query.get('continue'))
    this.#checkRevision(ask, page)
    const revision = page?.revision ?? this.#store.revision()
    const all = this.#stateAt(ask, page)
    const rest = page === null ? all : all.filter(({ metadata }) => keyOf(metadata) > page.after)
    const selected = rest.filter(isSelected)
    const given = limit > 0 ? selected.slice(0, limit) : selected
    const last = given.at(-1)
    const isAll = given.length === selected.length || last === undefined
    if (!isAll) this.#keep(`${placeOf(ask)}@${revision}`, all)
    return listJson(
      given,
      { ...ask, form },
      {
        resourceVersion: String(revision),
        continue: isAll ? '' : writePage({ revision, after: keyOf(last.metadata) }),
        remaining: selected.length - given.length,
      },
    )
  }

  #stateAt(ask: ResourceRequest, page: Page | null): readonly KubeObject[] {
    if (page === null) {
      const namespace = ask.type.isNamespaced ? ask.namespace : ''
      return this.#store.list(groupKindOfType(ask.type), namespace)
    }
    const kept = this.#kept.get(`${placeOf(ask)}@${page.revision}`)
    if (kept !== undefined) return kept
    throw new KubeStatusError(
      'Expired',
      'The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter.',
    )
  }

  #keep(key: string, objects: readonly KubeObject[]): void {
    this.#kept.delete(key)
    this.#kept.set(key, objects)
    const [oldest] = this.#kept.keys()
    if (this.#kept.size > this.#keptLimit && oldest !== undefined) this.#kept.delete(oldest)
  }

  #checkRevision({ query }: ResourceRequest, page: Page | null): void {
    const text = query.get('resourceVersion') ?? ''
    if (page !== null || text === '' || text === '0') return
    const revision = readRevision(text)
    if (revision > this.#store.revision()) {
      throw new KubeStatusError(
        'Timeout',
        `Timeout: Too large resource version: ${revision}, current: ${this.#store.revision()}`,
        {
          causes: [{ reason: 'ResourceVersionTooLarge', message: 'Too large resource version' }],
          retryAfterSeconds: 1,
        },
      )
    }
    if (query.get('resourceVersionMatch') === 'Exact' && revision !== this.#store.revision()) {
      throw tooOld(revision, this.#store.revision())
    }
  }
}

/** @throws KubeStatusError when it is not a number */
export function readRevision(text: string): number {
  if (/^\d+$/.test(text)) return Number(text)
  throw new KubeStatusError('BadRequest', `Invalid value: "${text}": must be a resource version`)
}

export function tooOld(asked: number, oldest: number): KubeStatusError {
  return new KubeStatusError('Expired', `too old resource version: ${asked} (${oldest})`)
}

function placeOf({ type, namespace }: ResourceRequest): string {
  return `${groupKindOfType(type)}/${namespace}`
}

function writePage(page: Page): string {
  return Buffer.from(JSON.stringify(page)).toString('base64url')
}

function readPage(token: string | null): Page | null {
  if (token === null || token === '') return null
  try {
    const page: unknown = JSON.parse(Buffer.from(token, 'base64url').toString('utf8'))
    const revision = numberAt(page, 'revision')
    if (isRecord(page) && revision !== null) return { revision, after: stringAt(page, 'after') }
  } catch {
    // Falls through to the refusal that every unreadable token gets.
  }
  throw new KubeStatusError('BadRequest', 'invalid continue token: continue key is not valid')
}
