import { AppError, SourceUnavailableError } from '../errors.ts'
import type { Identity } from '../seams/identity.ts'
import type { PodObject } from '../seams/inventory.ts'
import { sayMissingForwardRight, type ProxyAsk } from '../seams/proxy-calls.ts'
import type { MeshProxies, ProxyOfPod, ProxyProgram } from '../seams/proxy-program.ts'
import type { ClusterSource } from '../seams/source.ts'

/** A proxy that somebody asks about, with all that is needed to ask it. */
export interface AskedProxy {
  readonly cluster: ClusterSource
  readonly identity: Identity
  readonly pod: PodObject
  readonly proxy: ProxyOfPod
  readonly program: ProxyProgram
  readonly mesh: MeshProxies
}

export interface AdminAnswer {
  readonly httpStatus: number
  readonly text: string
  readonly bytes: number
}

const shortAnswer = { maxBytes: 4 * 1024 * 1024, deadlineMs: 10_000 }

/**
 * A short answer of a proxy's own port, whole. Throws AppError forbidden with the right that is
 * missing, notFound, unavailable, or SourceUnavailableError.
 */
export async function askAdmin(
  asked: AskedProxy,
  request: Pick<ProxyAsk, 'method' | 'path'>,
  signal: AbortSignal,
): Promise<AdminAnswer> {
  const pieces: Uint8Array[] = []
  const take = (piece: Uint8Array): void => {
    pieces.push(piece)
  }
  const answer = await askProxy(asked, { ...shortAnswer, ...request }, { take, signal })
  return { ...answer, text: Buffer.concat(pieces).toString('utf8') }
}

/** As `ProxyCalls.ask`, with refusals thrown as what they mean for whoever asked. */
export async function askProxy(
  { cluster, identity, pod, proxy }: Pick<AskedProxy, 'cluster' | 'identity' | 'pod' | 'proxy'>,
  request: Omit<ProxyAsk, 'namespace' | 'pod' | 'port'>,
  options: { readonly take: (piece: Uint8Array) => void; readonly signal: AbortSignal },
): Promise<{ readonly httpStatus: number; readonly bytes: number }> {
  const { namespace, name } = pod
  const ask = { ...request, namespace, pod: name, port: proxy.port }
  const answer = await cluster.proxies.ask(identity, ask, options)
  if (answer.kind === 'answered') return answer
  throw new AppError(codes[answer.reason], answer.message)
}

const codes = { forbidden: 'forbidden', podGone: 'notFound', notListening: 'unavailable' } as const

/** What a proxy answered instead of what it was asked for. */
export function oddAnswer(
  cluster: ClusterSource,
  pod: string,
  why: string,
): SourceUnavailableError {
  return new SourceUnavailableError(
    { source: cluster.id, failure: 'badAnswer' },
    `The proxy of ${pod} cannot be read: ${why}. Is it a proxy that listens there?`,
  )
}

/** JSON of a short answer. Throws SourceUnavailableError when it is none. */
export function readJson(asked: AskedProxy, { httpStatus, text }: AdminAnswer): unknown {
  const { cluster, pod } = asked
  if (httpStatus !== 200)
    throw oddAnswer(cluster, pod.name, `it answered with status ${httpStatus}`)
  try {
    return JSON.parse(text)
  } catch {
    throw oddAnswer(cluster, pod.name, 'it answered something that is no JSON')
  }
}

export interface ForwardRights {
  readonly mayRead: boolean
  readonly mayChange: boolean
  readonly missing: string | null
}

/** API servers ask for `get`, since it is a web socket, and from 1.35 on for `create`, too. */
const verbs = ['get', 'create'] as const

/** What somebody may do with ports of pods of a namespace, by access reviews. */
export async function forwardRights(
  { cluster, identity }: Pick<AskedProxy, 'cluster' | 'identity'>,
  namespace: string,
): Promise<ForwardRights> {
  const resource = 'pods/portforward'
  const questions = verbs.map((verb) => ({ verb, group: '', resource, namespace }))
  const answers = await cluster.mayThey(identity, questions)
  const lacking = verbs.filter((_, index) => answers[index] !== true)
  return {
    mayRead: !lacking.includes('get'),
    mayChange: lacking.length === 0,
    missing: lacking.length === 0 ? null : sayMissingForwardRight(identity, namespace, lacking),
  }
}
