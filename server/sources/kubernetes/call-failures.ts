import { AppError, SourceUnavailableError } from '../../errors.ts'
import type { Identity } from '../../seams/identity.ts'
import {
  ObjectCallError,
  type CallFailure,
  type FieldCause,
  type LiveObject,
  type ServedKind,
} from '../../seams/object-calls.ts'
import { KubeFailure, KubeRefusal } from './kube-failure.ts'
import { listAt, objectAt, textAt, type Raw } from './raw.ts'
import { qualifiedName } from './resource.ts'

/** One call, as far as its failure must be told of it. */
export interface Call {
  readonly identity: Identity
  readonly verb: string
  readonly kind: ServedKind
  readonly namespace: string
  readonly name: string
  readonly isSecret: boolean
}

export interface Party {
  readonly source: string // id of the back end
  readonly cluster: string
  readonly address: string
}

/** A call that failed, in the words of the port. `live` is asked for when there is a conflict. */
export async function translateFailure(
  error: unknown,
  call: Call,
  { party, live }: { readonly party: Party; readonly live: () => Promise<LiveObject | null> },
): Promise<unknown> {
  if (!(error instanceof KubeFailure)) return error
  const { httpStatus } = error
  if (httpStatus === 401) return notSignedIn(error, call.identity, party)
  if (!(error instanceof KubeRefusal) || httpStatus === null || httpStatus === 429)
    return unavailable(error, party)
  const isOverload = httpStatus >= 500 && !isAdmission(error.message)
  if (isOverload) return unavailable(error, party)
  const failure = await readFailure(error, call, live)
  return new ObjectCallError(failure, sayFailure(failure, error, call), quiet(error, call))
}

/** The server has no kind of that name, so that nobody can be asked. */
export function noSuchKind(kind: string, group: string): ObjectCallError {
  const whole = group === '' ? kind : `${kind} (${group})`
  return new ObjectCallError(
    { kind: 'notFound', what: 'kind' },
    `The cluster does not know the kind ${whole}: its definition may not be installed.`,
  )
}

async function readFailure(
  error: KubeRefusal,
  call: Call,
  live: () => Promise<LiveObject | null>,
): Promise<CallFailure> {
  const { verb, namespace, name, kind } = call
  const causes = listAt(objectAt(error.said, 'details'), 'causes')
  const byAdmission = isAdmission(error.message)
  if (byAdmission) return { kind: 'refused', by: sayAdmission(error.message) }
  switch (error.httpStatus) {
    case 403: {
      // Quotas and policies say Forbidden, too, and then nobody's rights are at fault.
      const isRight = /\bcannot \w+ resource\b/.test(error.message)
      if (!isRight) return { kind: 'refused', by: 'a policy of the cluster' }
      const { group, resource } = kind
      const asked = /\bcannot (\w+) resource\b/.exec(error.message)?.[1]
      return { kind: 'forbidden', verb: asked ?? verb, group, resource, namespace, name }
    }
    case 404:
      return { kind: 'notFound', what: whatIsMissing(error.said, kind) }
    case 409:
      if (error.reason === 'AlreadyExists') return { kind: 'exists', live: await live() }
      if (causes.some((cause) => textAt(cause, 'reason') === 'FieldManagerConflict'))
        return { kind: 'fieldConflict', fields: causes.map(readKeeper) }
      return { kind: 'conflict', live: await live() }
    case 410:
      return { kind: 'gone' }
    case 405:
      return { kind: 'refused', by: 'the API server, which does not allow this for the kind' }
    default:
      return { kind: 'invalid', causes: readCauses(error, causes, call) }
  }
}

/** `admission webhook "name" denied the request: why`, with whichever status the webhook chose. */
function isAdmission(message: string): boolean {
  return /admission (webhook|policy)|ValidatingAdmissionPolicy|denied the request/i.test(message)
}

function sayAdmission(message: string): string {
  const name = /(?:webhook|[Pp]olicy) ['"]([^'"]+)['"]/.exec(message)?.[1]
  return name === undefined ? 'admission of the cluster' : name
}

function whatIsMissing(said: Raw, { resource }: ServedKind): 'object' | 'namespace' | 'kind' {
  const missing = textAt(objectAt(said, 'details'), 'kind')
  if (missing === null) return 'kind'
  return missing === 'namespaces' && resource !== 'namespaces' ? 'namespace' : 'object'
}

function readKeeper(cause: Raw): { manager: string; field: string } {
  const manager = /conflict with "([^"]+)"/.exec(textAt(cause, 'message') ?? '')?.[1] ?? ''
  return { manager, field: readField(cause) }
}

function readField(cause: Raw): string {
  return (textAt(cause, 'field') ?? '').replace(/^\./, '').replace(/^(<nil>|patch)$/, '')
}

function readCauses(
  error: KubeRefusal,
  causes: readonly Raw[],
  { isSecret }: Call,
): readonly FieldCause[] {
  const strict = readStrictness(error.message)
  if (strict.length > 0) return strict
  const read = causes.filter(isOfTheObject).map((cause) => ({
    field: readField(cause),
    reason: textAt(cause, 'reason') ?? '',
    // A refused value is quoted, and a Secret's is not told.
    message: isSecret ? 'The value is refused.' : (textAt(cause, 'message') ?? ''),
  }))
  if (read.length > 0) return read
  const message = isSecret ? 'The object is refused.' : error.message
  return [{ field: '', reason: error.reason, message }]
}

/** That it has stopped looking is what a server says beside what it has found. */
function isOfTheObject(cause: Raw): boolean {
  return !(textAt(cause, 'message') ?? '').includes('some validation rules were not checked')
}

/** `strict decoding error: unknown field "spec.hots", duplicate field "spec.host"`. */
function readStrictness(message: string): readonly FieldCause[] {
  const at = message.indexOf('strict decoding error')
  if (at === -1) return []
  const said = message.slice(at).replaceAll(String.raw`\"`, '"')
  return [...said.matchAll(/(unknown|duplicate) field "([^"]+)"|key "([^"]+)" already set/g)].map(
    ([text, what, field, key]) => ({
      field: field ?? key ?? '',
      reason: what === 'unknown' ? 'UnknownField' : 'DuplicateField',
      message: text.startsWith('key') ? `duplicate field "${key ?? ''}"` : text,
    }),
  )
}

function sayFailure(failure: CallFailure, error: KubeRefusal, call: Call): string {
  const { namespace, kind } = call
  const object = sayObject(call)
  switch (failure.kind) {
    case 'forbidden':
      return `You may not ${failure.verb} ${qualifiedName({ ...kind, plural: kind.resource })}${inside(namespace)}: ask for a role with that right.`
    case 'notFound':
      return sayMissing(failure.what, call)
    case 'conflict':
      return `${object} has changed meanwhile: look at what it is now and try again.`
    case 'exists':
      return `${object} exists already: choose another name, or edit that one.`
    case 'fieldConflict': {
      const others = [...new Set(failure.fields.map(({ manager }) => manager))]
      return `Fields of ${object} are kept by ${others.join(', ')}.`
    }
    case 'invalid':
      return `${object} is refused: ${failure.causes.map(sayCause).join('; ')}`
    case 'gone':
      return 'The list has changed too much since its first page: ask again from the start.'
    case 'refused':
      return `${object} is refused by ${failure.by}${call.isSecret ? '.' : `: ${error.message}`}`
  }
}

function sayMissing(what: 'object' | 'namespace' | 'kind', call: Call): string {
  if (what === 'namespace') return `There is no namespace ${call.namespace}.`
  if (what === 'kind') return noSuchKind(call.kind.kind, call.kind.group).message
  return `There is no ${sayObject(call)}.`
}

function sayObject({ kind, namespace, name }: Call): string {
  return `${kind.kind}${name === '' ? '' : ` ${name}`}${inside(namespace)}`
}

function inside(namespace: string): string {
  return namespace === '' ? '' : ` in ${namespace}`
}

function sayCause({ field, message }: FieldCause): string {
  return field === '' || message.includes(field) ? message : `${field}: ${message}`
}

/** What was thrown is logged with its cause, and the words of a refused Secret may quote it. */
function quiet(error: KubeRefusal, { isSecret }: Call): unknown {
  return isSecret ? undefined : error
}

function notSignedIn(error: KubeFailure, { kind }: Identity, party: Party): AppError {
  if (kind === 'token')
    return new AppError(
      'unauthenticated',
      `The cluster ${party.cluster} does not accept this token: it may be mistyped or expired, so get a new one.`,
      { cause: error },
    )
  return new SourceUnavailableError(
    { source: party.source, failure: 'forbidden', cause: error },
    `The Kubernetes API does not accept the console's own credentials (${party.address}): look at the page of back ends.`,
  )
}

function unavailable(error: KubeFailure, { source, address }: Party): SourceUnavailableError {
  const failure = error.reason === 'Timeout' ? 'timeout' : 'unavailable'
  const why = error.httpStatus === 429 ? 'it is asked too much' : error.message
  return new SourceUnavailableError(
    { source, failure, cause: error },
    `The Kubernetes API did not answer (${address}, ${why}): try again, and look at the page of back ends.`,
  )
}
