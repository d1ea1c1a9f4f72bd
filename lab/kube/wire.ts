import type { IncomingMessage, ServerResponse } from 'node:http'
import { parse } from 'yaml'
import type { KubeObject } from '../seams.ts'
import { apiVersionOf } from './resource-types.ts'
import type { ResourceType } from './resource-types.ts'
import { failureStatus, KubeStatusError } from './status.ts'

/** Whole objects, or only their metadata, as the Accept header asks. */
export type Form = 'full' | 'metadata'

export function readForm(accept: string | undefined): Form {
  return /as=PartialObjectMetadata/.test(accept ?? '') ? 'metadata' : 'full'
}

/** JSON of an object without apiVersion and kind; objects never change, so it is made once. */
const tails = new WeakMap<KubeObject, string>()

function tailOf(object: KubeObject): string {
  const known = tails.get(object)
  if (known !== undefined) return known
  // undefined leaves a field out
  const tail = JSON.stringify({ ...object, apiVersion: undefined, kind: undefined })
  tails.set(object, tail)
  return tail
}

export interface Served {
  readonly type: ResourceType
  readonly version: string // the version asked for, whatever is stored
  readonly form: Form
}

export function objectJson(object: KubeObject, { type, version, form }: Served): string {
  if (form === 'metadata') {
    const { metadata } = object
    return JSON.stringify({ kind: 'PartialObjectMetadata', apiVersion: 'meta.k8s.io/v1', metadata })
  }
  const apiVersion = apiVersionOf(type.group, version)
  return `{"apiVersion":"${apiVersion}","kind":"${type.kind}",${tailOf(object).slice(1)}`
}

export interface ListHead {
  readonly resourceVersion: string
  readonly continue: string // '' when this is all
  readonly remaining: number
}

/** Items of built-in kinds carry neither kind nor apiVersion, those of custom ones do. */
export function listJson(objects: readonly KubeObject[], served: Served, head: ListHead): string {
  const { type, version, form } = served
  const isBare = form === 'full' && !type.isCustom
  const items = objects.map((object) => (isBare ? tailOf(object) : objectJson(object, served)))
  const metadata = {
    resourceVersion: head.resourceVersion,
    ...(head.continue === ''
      ? {}
      : { continue: head.continue, remainingItemCount: head.remaining }),
  }
  const [kind, apiVersion] =
    form === 'full'
      ? [`${type.kind}List`, apiVersionOf(type.group, version)]
      : ['PartialObjectMetadataList', 'meta.k8s.io/v1']
  return `{"kind":"${kind}","apiVersion":"${apiVersion}","metadata":${JSON.stringify(metadata)},"items":[${items.join(',')}]}`
}

export function sendJson(response: ServerResponse, code: number, json: string): void {
  if (response.headersSent) return
  response.writeHead(code, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(json),
    'cache-control': 'no-cache, private',
  })
  response.end(json)
}

export function sendFailure(response: ServerResponse, error: KubeStatusError): void {
  sendJson(response, error.code, JSON.stringify(failureStatus(error)))
}

const bodyLimitBytes = 3_145_728

/** The body as data; {} when it is empty. @throws KubeStatusError when it is neither JSON nor YAML */
export async function readBody(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    if (!Buffer.isBuffer(chunk)) continue
    size += chunk.length
    if (size > bodyLimitBytes) throw new KubeStatusError('BadRequest', 'request body is too large')
    chunks.push(chunk)
  }
  const text = Buffer.concat(chunks).toString('utf8')
  if (text.trim() === '') return {}
  const isYaml = /yaml/.test(request.headers['content-type'] ?? '')
  try {
    const body: unknown = isYaml ? parse(text) : JSON.parse(text)
    return body
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new KubeStatusError('BadRequest', `error decoding request body: ${why}`)
  }
}
