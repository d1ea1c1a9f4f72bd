import { AppError, SourceUnavailableError } from '../../errors.ts'
import type { Identity } from '../../seams/identity.ts'
import { groupOf, type KubeObject } from '../../seams/kube-object.ts'
import type {
  CallOptions,
  DeleteOptions,
  KindRef,
  ListAsk,
  LiveObject,
  ObjectCalls,
  ObjectList,
  ObjectRef,
  ServedKind,
  WriteOptions,
  Written,
} from '../../seams/object-calls.ts'
import { noSuchKind, translateFailure, type Call, type Party } from './call-failures.ts'
import type { Exchanged, KubeAsk, KubeConnection } from './connection.ts'
import { asFailure } from './kube-failure.ts'
import { isRaw, listAt, objectAt, textAt, type Raw } from './raw.ts'
import { readCertificates } from './read-certificates.ts'
import { isSecret, readLiveObject } from './read-live-object.ts'
import { apiPath } from './resource.ts'
import { createServedKinds } from './served-kinds.ts'

interface ObjectCallsOptions {
  readonly source: string // id of the back end
  readonly cluster: string
  readonly connection: KubeConnection
}

const pageSize = 500
const patchTypes = {
  merge: 'application/merge-patch+json',
  json: 'application/json-patch+json',
} as const
const applyType = 'application/apply-patch+yaml' // JSON is YAML

/** What is asked of one object or list, before it is a request. */
interface Ask {
  readonly verb: string
  readonly kind: ServedKind
  readonly namespace: string
  readonly name: string // empty: the list
  readonly request?: Pick<KubeAsk, 'method' | 'body' | 'contentType'>
  readonly query?: Readonly<Record<string, string | undefined>>
  readonly options: CallOptions
}

/** Calls with the asker's own token; see the port. */
export function createObjectCalls(options: ObjectCallsOptions): ObjectCalls {
  const { connection } = options
  const party = { ...options, address: connection.address }
  const findKind = createServedKinds({ connection })
  const never = (): Promise<null> => Promise.resolve(null)

  const kindOf = async (ref: KindRef): Promise<ServedKind> => {
    const wanted = 'kind' in ref ? ref.kind : ref.resource
    try {
      const kind = await findKind(ref)
      if (kind !== null) return kind
    } catch (error) {
      const kind = { ...ref, version: '', kind: wanted, resource: wanted, isNamespaced: false }
      const call = { identity: ours, verb: 'get', namespace: '', name: '', isSecret: false }
      throw await translateFailure(
        asFailure(error),
        { ...call, kind: { ...kind, verbs: [] } },
        { party, live: never },
      )
    }
    throw noSuchKind(wanted, ref.group)
  }

  const exchange = async (identity: Identity, ask: Ask): Promise<Exchanged> => {
    const call: Call = { ...ask, identity, isSecret: isSecret(ask.kind) }
    const live = (): Promise<LiveObject | null> => readLive(identity, ask)
    try {
      return await connection.exchange({
        ...ask.request,
        path: pathOf(ask),
        ...(identity.kind === 'token' ? { token: readToken(identity.token, options.cluster) } : {}),
        ...within(ask.options),
      })
    } catch (error) {
      if (ask.options.signal?.aborted === true) throw error
      throw await translateFailure(error, call, { party, live })
    }
  }

  /** How the object is now, for those who may read it. */
  const readLive = async (identity: Identity, ask: Ask): Promise<LiveObject | null> => {
    if (ask.verb === 'get' || ask.name === '') return null
    try {
      const { namespace, name, kind } = ask
      const { body } = await exchange(identity, { verb: 'get', kind, namespace, name, options: {} })
      return readLiveObject(body)
    } catch {
      return null
    }
  }

  const write = async (identity: Identity, ask: Ask): Promise<Written> => {
    const { body, warnings } = await exchange(identity, ask)
    return { object: whole(body, party), warnings }
  }

  const askOf = async (
    verb: string,
    ref: ObjectRef,
    rest: Pick<Ask, 'request' | 'query' | 'options'>,
  ): Promise<Ask> => {
    const kind = await kindOf(ref)
    const namespace = kind.isNamespaced ? ref.namespace : ''
    return { verb, kind, namespace, name: ref.name, ...rest }
  }

  return {
    kindOf,
    get: async (identity, ref, callOptions = {}) => {
      const { body } = await exchange(identity, await askOf('get', ref, { options: callOptions }))
      return whole(body, party)
    },
    list: async (identity, ask, callOptions = {}) => {
      const kind = await kindOf(ask)
      const { namespace = '' } = ask
      const query = { ...selectorsOf(ask), limit: String(ask.limit ?? pageSize) }
      const one = { verb: 'list', kind, namespace, name: '', query, options: callOptions }
      return readList((await exchange(identity, one)).body, kind)
    },
    create: async (identity, object, writeOptions) => {
      const ask = await askOf('create', refOf(object), {
        request: { method: 'POST', body: object },
        ...asWritten(writeOptions),
      })
      return write(identity, ask)
    },
    replace: async (identity, object, writeOptions) => {
      refuseSecret(object)
      const ask = await askOf('update', refOf(object), {
        request: { method: 'PUT', body: object },
        ...asWritten(writeOptions),
      })
      return write(identity, ask)
    },
    patch: async (identity, { ref, patch }, writeOptions) => {
      const ask = await askOf('patch', ref, {
        request: { method: 'PATCH', body: patch.body, contentType: patchTypes[patch.type] },
        ...asWritten(writeOptions),
      })
      return write(identity, ask)
    },
    apply: async (identity, object, { force = false, ...writeOptions }) => {
      refuseSecret(object)
      const { query, ...rest } = asWritten(writeOptions)
      const ask = await askOf('patch', refOf(object), {
        request: { method: 'PATCH', body: object, contentType: applyType },
        query: { ...query, force: force ? 'true' : undefined },
        ...rest,
      })
      return write(identity, ask)
    },
    certificatesOf: async (identity, place, callOptions = {}) => {
      const ref = { group: '', kind: 'Secret', ...place }
      const { body } = await exchange(identity, await askOf('get', ref, { options: callOptions }))
      return readCertificates(body)
    },
    delete: async (identity, ref, deleteOptions = {}) => {
      const body = deletionOf(deleteOptions)
      const request = { method: 'DELETE', body } as const
      await exchange(identity, await askOf('delete', ref, { request, options: deleteOptions }))
    },
  }
}

const ours: Identity = { kind: 'anonymous' }

function within({ signal, deadlineMs }: CallOptions): Pick<KubeAsk, 'signal' | 'deadlineMs'> {
  return {
    ...(signal === undefined ? {} : { signal }),
    ...(deadlineMs === undefined ? {} : { deadlineMs }),
  }
}

/** The API server takes an empty token for nobody's, and lets nobody in as an anonymous user. */
function readToken(token: string, cluster: string): string {
  if (token.trim() !== '') return token
  throw new AppError('unauthenticated', `The cluster ${cluster} does not accept an empty token.`)
}

function asWritten(options: WriteOptions): Pick<Ask, 'query' | 'options'> {
  const { fieldManager, dryRun = false, fieldValidation = 'Strict' } = options
  const query = { fieldManager, fieldValidation, dryRun: dryRun ? 'All' : undefined }
  return { query, options }
}

function deletionOf({ dryRun = false, resourceVersion, uid }: DeleteOptions): Raw {
  return {
    apiVersion: 'v1',
    kind: 'DeleteOptions',
    ...(dryRun ? { dryRun: ['All'] } : {}),
    preconditions: {
      ...(resourceVersion === undefined ? {} : { resourceVersion }),
      ...(uid === undefined ? {} : { uid }),
    },
  }
}

function selectorsOf(ask: ListAsk): Readonly<Record<string, string | undefined>> {
  const { labelSelector, fieldSelector, continueAt } = ask
  return { labelSelector, fieldSelector, continue: continueAt }
}

function refOf({ apiVersion, kind, metadata }: KubeObject): ObjectRef {
  const { name, namespace = '' } = metadata
  const version = apiVersion.slice(apiVersion.lastIndexOf('/') + 1)
  return { group: groupOf(apiVersion), version, kind, namespace, name }
}

function pathOf({ verb, kind, namespace, name, query = {} }: Ask): string {
  const place = namespace === '' ? '' : `/namespaces/${segment(namespace)}`
  const own = verb === 'create' || name === '' ? '' : `/${segment(name)}`
  if (own === '' && verb !== 'create' && verb !== 'list') throw noName(kind)
  const given = new URLSearchParams()
  for (const [key, value] of Object.entries(query)) if (value !== undefined) given.set(key, value)
  const asked = given.size === 0 ? '' : `?${given.toString()}`
  return `${apiPath(kind)}${place}/${kind.resource}${own}${asked}`
}

/** A name as it may stand in a path: what would leave its place in there is nobody's name. */
function segment(name: string): string {
  if (name !== '.' && name !== '..' && !/[/%]/.test(name)) return encodeURIComponent(name)
  throw new AppError('badRequest', `${JSON.stringify(name)} cannot be the name of an object.`)
}

function noName({ kind }: ServedKind): AppError {
  return new AppError('badRequest', `Which ${kind} is meant: its name is missing.`)
}

/** Nobody here has the content of a Secret, so that writing it whole would wipe it out. */
function refuseSecret({ apiVersion, kind }: KubeObject): void {
  if (!isSecret({ group: groupOf(apiVersion), kind })) return
  throw new AppError('badRequest', 'A Secret cannot be written whole from here: use kubectl.')
}

function whole(body: unknown, { source, address }: Party): LiveObject {
  const object = readLiveObject(body)
  if (object !== null) return object
  throw new SourceUnavailableError(
    { source, failure: 'badAnswer' },
    `The Kubernetes API answered with something that is no object (${address}).`,
  )
}

function readList(body: unknown, { group, version, kind }: ServedKind): ObjectList {
  const list = isRaw(body) ? body : {}
  const metadata = objectAt(list, 'metadata')
  const usual = { apiVersion: group === '' ? version : `${group}/${version}`, kind }
  return {
    objects: listAt(list, 'items').flatMap((raw) => readLiveObject(raw, usual) ?? []),
    continueAt: textAt(metadata, 'continue') || null,
    resourceVersion: textAt(metadata, 'resourceVersion'),
  }
}
