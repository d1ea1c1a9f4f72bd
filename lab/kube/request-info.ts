import { findType, typesOfVersion } from './resource-types.ts'
import type { ResourceType } from './resource-types.ts'
import { methodNotAllowed, NoSuchPageError, resourceMissing } from './status.ts'

/** What a request asks for, read from method and address as the API server reads them. */
export type RequestInfo = ResourceRequest | PathRequest

export interface PathRequest {
  readonly isResource: false
  readonly verb: string // the method in lower case
  readonly path: string
  readonly query: URLSearchParams
}

export interface ResourceRequest {
  readonly isResource: true
  readonly verb: string // get, list, watch, create, update, patch, delete, deletecollection
  readonly version: string
  readonly type: ResourceType
  readonly namespace: string // '' for all, and for what has none
  readonly name: string // '' for none
  readonly subresource: string // '' for none
  readonly query: URLSearchParams
}

const verbs: Readonly<Record<string, string>> = {
  GET: 'get',
  HEAD: 'get',
  POST: 'create',
  PUT: 'update',
  PATCH: 'patch',
  DELETE: 'delete',
}

/** @throws KubeStatusError for a resource that is not served, NoSuchPageError for a version */
export function readRequest(method: string, url: URL): RequestInfo {
  const parts = url.pathname
    .split('/')
    .filter((part) => part !== '')
    .map(decodeURIComponent)
  const query = url.searchParams
  const isCore = parts[0] === 'api'
  const place = isCore ? 2 : 3
  if ((!isCore && parts[0] !== 'apis') || parts.length <= place) {
    return { isResource: false, verb: method.toLowerCase(), path: url.pathname, query }
  }
  const [, group = ''] = isCore ? [] : parts
  const version = parts[place - 1] ?? ''
  const { namespace, plural, name, subresource } = readPlace(parts.slice(place))
  const type = servedType(group, version, { plural, subresource })
  const verb = readVerb(method, name, query)
  // A namespace is asked about as if within itself, so that rights within it cover it.
  const within = type.kind === 'Namespace' ? name : namespace
  return { isResource: true, verb, version, type, namespace: within, name, subresource, query }
}

/** A version that is not served is no page; a resource that it does not have is a refusal. */
function servedType(
  group: string,
  version: string,
  { plural, subresource }: { readonly plural: string; readonly subresource: string },
): ResourceType {
  if (typesOfVersion(group, version).length === 0) throw new NoSuchPageError()
  const type = findType(group, version, plural)
  if (type === null || (subresource !== '' && !type.subresources.includes(subresource))) {
    throw resourceMissing()
  }
  return type
}

interface PlaceParts {
  readonly namespace: string
  readonly plural: string
  readonly name: string
  readonly subresource: string
}

function readPlace(parts: readonly string[]): PlaceParts {
  const [first = '', second = '', third = '', fourth = '', fifth = ''] = parts
  const isNamespaced =
    first === 'namespaces' && third !== '' && !['status', 'finalize'].includes(third)
  if (isNamespaced) return { namespace: second, plural: third, name: fourth, subresource: fifth }
  return { namespace: '', plural: first, name: second, subresource: third }
}

function readVerb(method: string, name: string, query: URLSearchParams): string {
  const isMisplaced = name === '' ? ['PUT', 'PATCH'].includes(method) : method === 'POST'
  if (isMisplaced) throw methodNotAllowed()
  const verb = verbs[method] ?? method.toLowerCase()
  if (verb === 'get' && isTrue(query.get('watch'))) return 'watch'
  if (verb === 'get' && name === '') return 'list'
  if (verb === 'delete' && name === '') return 'deletecollection'
  return verb
}

export function isTrue(text: string | null): boolean {
  return text === 'true' || text === '1' || text === ''
}
