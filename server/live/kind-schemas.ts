import { LRUCache } from 'lru-cache'
import { verbs, type ConfigRights, type KindSchema, type ServedKindText } from '#contract/writes.ts'
import type { Caller } from '../auth/caller.ts'
import { AppError } from '../errors.ts'
import type { KindKey } from '../seams/kube-object.ts'
import { ObjectCallError, type KindRef, type ServedKind } from '../seams/object-calls.ts'
import type { ClusterSource } from '../seams/source.ts'
import { fieldsOf } from '../validations/schema/fields-of.ts'
import { shippedKinds } from '../validations/schema/shipped-schemas.ts'
import { sayForbidden } from './write-draft.ts'

const rememberMs = 5 * 60_000
const schemas = new WeakMap<ClusterSource, LRUCache<string, Promise<KindSchema>>>()

/**
 * The fields of a kind. Definitions are read as the console itself: what kinds look like is told to
 * everybody who is signed in, by the API server's own documents.
 */
export function kindSchemaOf(
  cluster: ClusterSource,
  { group, kind, version }: { readonly group: string; kind: string; version: string },
): Promise<KindSchema> {
  let known = schemas.get(cluster)
  if (known === undefined)
    schemas.set(cluster, (known = new LRUCache({ max: 200, ttl: rememberMs })))
  const key = `${group}/${kind} ${version}`
  const before = known.get(key)
  if (before !== undefined) return before
  const read = readDefinition(cluster, { group, kind }).then((definition) =>
    fieldsOf({ kind: group === '' ? kind : `${group}/${kind}`, version }, definition),
  )
  known.set(key, read)
  return read
}

/** Null where there is none, or none that can be had: what is shipped stands in. */
async function readDefinition({ calls }: ClusterSource, ref: KindRef): Promise<unknown> {
  try {
    const { group, resource } = await calls.kindOf(ref)
    return await calls.get(
      { kind: 'anonymous' },
      {
        ...{ group: 'apiextensions.k8s.io', resource: 'customresourcedefinitions' },
        ...{ namespace: '', name: `${resource}.${group}` },
      },
    )
  } catch (error) {
    if (error instanceof AppError) return null
    throw error
  }
}

/** Kinds of which objects can be made here: those that come with a schema and that are served. */
export async function creatableKinds({ calls }: ClusterSource): Promise<ServedKindText[]> {
  const found = await Promise.all(
    shippedKinds.map(async (key: KindKey) => {
      const [kind = '', group = ''] = key.split('/').reverse()
      return await findKind(calls, { group, kind })
    }),
  )
  return found
    .filter((one) => one?.verbs.includes('create') === true)
    .flatMap((one) => (one === null ? [] : [asText(one)]))
    .sort((one, other) => (one.kind < other.kind ? -1 : 1))
}

/** What somebody may do with objects of a kind in a namespace, asked before they begin to type. */
export async function rightsOf(
  cluster: ClusterSource,
  { identity }: Caller,
  ref: { readonly group: string; readonly kind: string; readonly namespace: string },
): Promise<ConfigRights> {
  const kind = await findKind(cluster.calls, ref)
  if (kind === null) {
    const whyNot = `The cluster does not know the kind ${ref.kind}.`
    return { kind: null, rights: verbs.map((verb) => ({ verb, isAllowed: false, whyNot })) }
  }
  const { group, resource } = kind
  const namespace = kind.isNamespaced ? ref.namespace : ''
  const questions = verbs.map((verb) => ({ verb, group, resource, namespace }))
  const answers = await cluster.mayThey(identity, questions)
  return {
    kind: asText(kind),
    rights: questions.map((question, at) => ({
      verb: question.verb,
      isAllowed: answers[at] === true,
      whyNot: answers[at] === true ? null : sayForbidden(question),
    })),
  }
}

async function findKind(calls: ClusterSource['calls'], ref: KindRef): Promise<ServedKind | null> {
  try {
    return await calls.kindOf(ref)
  } catch (error) {
    if (error instanceof ObjectCallError) return null
    throw error
  }
}

function asText({ group, kind, version, resource, isNamespaced }: ServedKind): ServedKindText {
  return { group, kind, version, resource, isNamespaced }
}
