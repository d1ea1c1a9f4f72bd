import type { KubeMetadata, KubeObject } from '../seams.ts'
import { listAt, readKubeObject, stringAt } from '../store/json.ts'
import type { Json } from '../store/json.ts'
import type { ObjectStore } from '../store/object-store.ts'
import type { Manager } from './managed-fields.ts'
import type { ResourceRequest } from './request-info.ts'
import { apiVersionOf } from './resource-types.ts'
import { invalidOptions, KubeStatusError } from './status.ts'

/** One write: what is asked, by what means, and where it goes. */
export interface WriteAsk {
  readonly store: ObjectStore
  readonly request: ResourceRequest
  readonly body: unknown
  readonly contentType: string
  readonly userAgent: string
  readonly nowMs: number
  readonly random: () => number
}

export interface Written {
  readonly code: number
  readonly object: KubeObject
  readonly warnings: readonly string[]
}

/** The body as an object of the kind and place that the address names. */
export function readGiven(ask: WriteAsk): KubeObject {
  const { type, version, namespace, name } = ask.request
  const object = readKubeObject(ask.body)
  if (object === null) {
    throw new KubeStatusError('BadRequest', "Object 'Kind' is missing in the request body")
  }
  const expected = apiVersionOf(type.group, version)
  if (object.kind === type.kind && object.apiVersion !== expected) {
    throw new KubeStatusError(
      'BadRequest',
      `the API version in the data (${object.apiVersion}) does not match the expected API version (${expected})`,
    )
  }
  if (object.kind !== type.kind) {
    throw new KubeStatusError(
      'BadRequest',
      `${object.kind} in version "${object.apiVersion}" cannot be handled as a ${type.kind} in version "${expected}"`,
    )
  }
  const isElsewhere =
    type.isNamespaced && ![undefined, '', namespace].includes(object.metadata.namespace)
  if (isElsewhere) {
    throw new KubeStatusError(
      'BadRequest',
      'the namespace of the provided object does not match the namespace sent on the request',
    )
  }
  if (name !== '' && object.metadata.name !== '' && object.metadata.name !== name) {
    throw new KubeStatusError(
      'BadRequest',
      `the name of the object (${object.metadata.name}) does not match the name on the URL (${name})`,
    )
  }
  return {
    ...object,
    apiVersion: apiVersionOf(type.group, type.versions[0] ?? version),
    metadata: { ...object.metadata, name: object.metadata.name || name, ...placeOf(ask) },
  }
}

export function placeOf({ request }: WriteAsk): Partial<KubeMetadata> {
  return request.type.isNamespaced ? { namespace: request.namespace } : {}
}

export function checkNamespace({ store, request }: WriteAsk): void {
  const { type, namespace } = request
  if (!type.isNamespaced || store.get('Namespace', '', namespace) !== null) return
  throw new KubeStatusError('NotFound', `namespaces "${namespace}" not found`, {
    name: namespace,
    kind: 'namespaces',
  })
}

export function generatedName(ask: WriteAsk, metadata: KubeMetadata): string {
  const prefix = stringAt(metadata, 'generateName')
  return prefix === ''
    ? ''
    : `${prefix}${Math.floor(ask.random() * 60_466_176)
        .toString(36)
        .padStart(5, '0')}`
}

export function withoutStatus({ request }: WriteAsk, object: KubeObject): KubeObject {
  if (!request.type.subresources.includes('status')) return object
  return asObject(Object.fromEntries(Object.entries(object).filter(([key]) => key !== 'status')))
}

export function dryCreated({ nowMs }: WriteAsk, object: KubeObject): KubeObject {
  const creationTimestamp = `${new Date(nowMs).toISOString().slice(0, 19)}Z`
  const uid = '00000000-0000-4000-a000-0000000d4711'
  return { ...object, metadata: { ...object.metadata, uid, creationTimestamp, generation: 1 } }
}

export function managerOf({ request, userAgent, nowMs }: WriteAsk): Manager {
  const name = request.query.get('fieldManager') ?? ''
  return {
    name: name === '' ? (userAgent.split('/')[0] ?? '') || 'unknown' : name,
    apiVersion: apiVersionOf(request.type.group, request.version),
    time: `${new Date(nowMs).toISOString().slice(0, 19)}Z`,
    subresource: request.subresource,
  }
}

/** @throws KubeStatusError Invalid for anything but `All`: a try must not become a write */
export function isDryRun({ request, body }: WriteAsk): boolean {
  const asked = [...request.query.getAll('dryRun'), ...dryRunOfOptions(body)]
  const other = asked.find((text) => text !== 'All' && text !== '')
  if (other === undefined) return asked.includes('All')
  const kinds: Readonly<Record<string, string>> = {
    create: 'CreateOptions',
    update: 'UpdateOptions',
    patch: 'PatchOptions',
  }
  throw invalidOptions(kinds[request.verb] ?? 'DeleteOptions', {
    reason: 'FieldValueNotSupported',
    message: `Unsupported value: ["${other}"]: supported values: "All"`,
    field: 'dryRun',
  })
}

/** Deletions may carry their options as the body. */
function dryRunOfOptions(body: unknown): readonly string[] {
  if (stringAt(body, 'kind') !== 'DeleteOptions' && stringAt(body, 'kind') !== '') return []
  return listAt(body, 'dryRun').filter((entry) => typeof entry === 'string')
}

export function validationOf({ request }: WriteAsk): string {
  return request.query.get('fieldValidation') ?? 'Warn'
}

export function asObject(value: Json): KubeObject {
  const object = readKubeObject(value)
  if (object !== null) return object
  throw new KubeStatusError('InternalError', 'the write lost the object')
}
