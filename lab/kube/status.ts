import type { Json } from '../store/json.ts'
import { qualifiedName } from './resource-types.ts'
import type { ResourceType } from './resource-types.ts'

export interface StatusCause {
  readonly reason: string
  readonly message: string
  readonly field: string
}

const codes = {
  BadRequest: 400,
  Unauthorized: 401,
  Forbidden: 403,
  NotFound: 404,
  MethodNotAllowed: 405,
  NotAcceptable: 406,
  AlreadyExists: 409,
  Conflict: 409,
  Expired: 410,
  UnsupportedMediaType: 415,
  Invalid: 422,
  InternalError: 500,
  Unknown: 500, // sent without a reason
  Timeout: 504,
} as const

export type StatusReason = keyof typeof codes

/** A refusal in the API's own words; becomes a Status object on the wire. */
export class KubeStatusError extends Error {
  readonly reason: StatusReason
  readonly details: Json | null // null: the answer has none; an empty record is sent as it is

  constructor(reason: StatusReason, message: string, details: Json | null = null) {
    super(message)
    this.name = 'KubeStatusError'
    this.reason = reason
    this.details = details
  }

  get code(): number {
    return codes[this.reason]
  }
}

export function failureStatus(error: KubeStatusError): Json {
  const { message, reason, code, details } = error
  return {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Failure',
    message,
    ...(reason === 'Unknown' ? {} : { reason }),
    ...(details === null ? {} : { details }),
    code,
  }
}

export function notFound(type: ResourceType, name: string): KubeStatusError {
  return new KubeStatusError('NotFound', `${qualifiedName(type)} "${name}" not found`, {
    name,
    ...groupOf(type),
    kind: type.plural,
  })
}

export function alreadyExists(type: ResourceType, name: string): KubeStatusError {
  return new KubeStatusError('AlreadyExists', `${qualifiedName(type)} "${name}" already exists`, {
    name,
    ...groupOf(type),
    kind: type.plural,
  })
}

export function conflict(type: ResourceType, name: string): KubeStatusError {
  const why =
    'the object has been modified; please apply your changes to the latest version and try again'
  return new KubeStatusError(
    'Conflict',
    `Operation cannot be fulfilled on ${qualifiedName(type)} "${name}": ${why}`,
    { name, ...groupOf(type), kind: type.plural },
  )
}

export function invalid(
  type: ResourceType,
  name: string,
  causes: readonly StatusCause[],
): KubeStatusError {
  const kind = type.group === '' ? type.kind : `${type.kind}.${type.group}`
  const told = causes.map(({ field, message }) => `${field}: ${message}`)
  const list = told.length === 1 ? (told[0] ?? '') : `[${told.join(', ')}]`
  return new KubeStatusError('Invalid', `${kind} "${name}" is invalid: ${list}`, {
    ...(name === '' ? {} : { name }),
    ...groupOf(type),
    kind: type.kind,
    causes,
  })
}

/** An update of a custom object that does not say which revision it replaces. */
export function unversioned(type: ResourceType, name: string): KubeStatusError {
  const message = 'Invalid value: 0: must be specified for an update'
  const field = 'metadata.resourceVersion'
  return new KubeStatusError(
    'Invalid',
    `${qualifiedName(type)} "${name}" is invalid: ${field}: ${message}`,
    {
      name,
      ...groupOf(type),
      kind: type.plural,
      causes: [{ reason: 'FieldValueInvalid', message, field }],
    },
  )
}

/** Options of a request that cannot be, as `PatchOptions` or `ListOptions`. */
export function invalidOptions(kind: string, cause: StatusCause): KubeStatusError {
  return new KubeStatusError(
    'Invalid',
    `${kind}.meta.k8s.io "" is invalid: ${cause.field}: ${cause.message}`,
    { group: 'meta.k8s.io', kind, causes: [cause] },
  )
}

export function resourceMissing(): KubeStatusError {
  return new KubeStatusError('NotFound', 'the server could not find the requested resource', {})
}

export function methodNotAllowed(): KubeStatusError {
  return new KubeStatusError(
    'MethodNotAllowed',
    'the server does not allow this method on the requested resource',
    {},
  )
}

/** Nothing is served at this path at all; the answer is a line of text. */
export class NoSuchPageError extends Error {}

function groupOf({ group }: ResourceType): Json {
  return group === '' ? {} : { group }
}
