import type { KindRef, ServedKind } from '../../seams/object-calls.ts'
import type { KubeConnection } from './connection.ts'
import { KubeFailure } from './kube-failure.ts'
import { isRaw, listAt, objectAt, textAt, textsAt, type Raw } from './raw.ts'
import { apiPath } from './resource.ts'

/** Finds out how a kind is served: null when the server has none of that name. */
export type FindKind = (ref: KindRef) => Promise<ServedKind | null>

interface ServedKindsOptions {
  readonly connection: Pick<KubeConnection, 'request'>
  readonly rememberMs?: number
}

interface Known {
  readonly at: number
  readonly kinds: Promise<readonly ServedKind[]>
}

/** A kind that is not there may have been defined a moment ago. */
const askAgainMs = 2000

/** Asks each API group once a minute, with the console's own rights. Throws KubeFailure. */
export function createServedKinds({
  connection,
  rememberMs = 60_000,
}: ServedKindsOptions): FindKind {
  const groups = new Map<string, Known>()

  const kindsOf = (group: string, oldestMs: number): Promise<readonly ServedKind[]> => {
    const known = groups.get(group)
    if (known !== undefined && Date.now() - known.at < oldestMs) return known.kinds
    const kinds = readGroup(connection, group)
    groups.set(group, { at: Date.now(), kinds })
    kinds.catch(() => groups.delete(group))
    return kinds
  }

  return async (ref) => {
    const find = (kinds: readonly ServedKind[]): ServedKind | null =>
      kinds.find((one) => isOf(one, ref)) ?? null
    return find(await kindsOf(ref.group, rememberMs)) ?? find(await kindsOf(ref.group, askAgainMs))
  }
}

function isOf(served: ServedKind, ref: KindRef): boolean {
  if (ref.version !== undefined && ref.version !== served.version) return false
  return 'kind' in ref ? served.kind === ref.kind : served.resource === ref.resource
}

/** All kinds of a group in all its versions, those of the preferred version first. */
async function readGroup(
  connection: Pick<KubeConnection, 'request'>,
  group: string,
): Promise<readonly ServedKind[]> {
  const lists = await Promise.all(
    (await versionsOf(connection, group)).map(async (version) => {
      const answer = await ask(connection, apiPath({ group, version }))
      return listAt(answer, 'resources').flatMap((raw) => readKind(raw, { group, version }))
    }),
  )
  return lists.flat()
}

async function versionsOf(
  connection: Pick<KubeConnection, 'request'>,
  group: string,
): Promise<readonly string[]> {
  if (group === '') return ['v1']
  const answer = await ask(connection, `/apis/${encodeURIComponent(group)}`)
  const preferred = textAt(objectAt(answer, 'preferredVersion'), 'version')
  const served = listAt(answer, 'versions').flatMap((raw) => textAt(raw, 'version') ?? [])
  return [...new Set(preferred === null ? served : [preferred, ...served])]
}

function readKind(raw: Raw, at: { group: string; version: string }): readonly ServedKind[] {
  const resource = textAt(raw, 'name') ?? ''
  const kind = textAt(raw, 'kind')
  // A name with a slash is a part of another object, such as its status.
  if (kind === null || resource === '' || resource.includes('/')) return []
  const isNamespaced = raw['namespaced'] === true
  return [{ ...at, kind, resource, isNamespaced, verbs: textsAt(raw, 'verbs') }]
}

async function ask(connection: Pick<KubeConnection, 'request'>, path: string): Promise<Raw> {
  try {
    const answer = await connection.request({ path, deadlineMs: 10_000 })
    return isRaw(answer) ? answer : {}
  } catch (error) {
    if (error instanceof KubeFailure && error.httpStatus === 404) return {}
    throw error
  }
}
