import { createHash } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import { AppError, SourceUnavailableError } from '../../errors.ts'
import type { Identity } from '../../seams/identity.ts'
import type { AccessQuestion } from '../../seams/source.ts'
import type { KubeConnection } from './connection.ts'
import { KubeFailure } from './kube-failure.ts'
import { isRaw, objectAt, textAt, type Raw } from './raw.ts'

/** Who somebody is and what they may do, as the API server itself says. */
export interface Access {
  readonly whoIs: (identity: Identity) => Promise<{ readonly user: string | null }>
  readonly mayThey: (
    identity: Identity,
    questions: readonly AccessQuestion[],
  ) => Promise<readonly boolean[]>
}

interface AccessOptions {
  readonly source: string // id of the back end
  readonly cluster: string
  readonly connection: KubeConnection
  readonly rememberMs?: number
}

const atOnce = 8
const mostAnswers = 50_000

export function createAccess(options: AccessOptions): Access {
  const { connection, rememberMs = 10_000 } = options
  const answers = new LRUCache<string, Promise<boolean>>({ max: mostAnswers, ttl: rememberMs })
  const users = new LRUCache<string, Promise<string | null>>({ max: 1000, ttl: rememberMs })

  const post = async (identity: Identity, path: string, body: Raw): Promise<Raw> => {
    const token = identity.kind === 'token' ? identity.token : undefined
    // The API server takes an empty token for nobody's, and lets nobody in as an anonymous user.
    if (token?.trim() === '') throw unauthenticated(options.cluster)
    try {
      const answer = await connection.request({
        path,
        method: 'POST',
        body,
        deadlineMs: 10_000,
        isRepeatable: true, // a review stores nothing
        ...(token === undefined ? {} : { token }),
      })
      return isRaw(answer) ? answer : {}
    } catch (error) {
      throw translate(error, identity, options)
    }
  }

  const askOne = async (identity: Identity, question: AccessQuestion): Promise<boolean> => {
    const { namespace, verb, group, resource } = question
    const [plural = '', subresource = ''] = resource.split('/')
    const attributes = { namespace, verb, group, resource: plural, subresource }
    const answer = await post(identity, '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews', {
      apiVersion: 'authorization.k8s.io/v1',
      kind: 'SelfSubjectAccessReview',
      spec: { resourceAttributes: attributes },
    })
    return objectAt(answer, 'status')['allowed'] === true
  }

  return {
    whoIs: async (identity) => ({
      user: await remember(users, keyOf(identity), () => askWho(identity, post, options.cluster)),
    }),
    mayThey: (identity, questions) =>
      inParallel(questions, (question) => {
        const { namespace, verb, group, resource } = question
        const key = [keyOf(identity), namespace, verb, group, resource].join('\n')
        return remember(answers, key, () => askOne(identity, question))
      }),
  }
}

type Post = (identity: Identity, path: string, body: Raw) => Promise<Raw>

async function askWho(identity: Identity, post: Post, cluster: string): Promise<string | null> {
  try {
    const answer = await post(identity, '/apis/authentication.k8s.io/v1/selfsubjectreviews', {
      apiVersion: 'authentication.k8s.io/v1',
      kind: 'SelfSubjectReview',
    })
    const user = textAt(objectAt(objectAt(answer, 'status'), 'userInfo'), 'username')
    if (identity.kind === 'token' && user === 'system:anonymous') throw unauthenticated(cluster)
    return user
  } catch (error) {
    // Clusters before 1.28 do not have this review; the token itself was accepted.
    const isOld = error instanceof SourceUnavailableError && error.failure === 'refused'
    if (isOld) return null
    throw error
  }
}

/** One answer at a time for each key; a failure is not remembered. */
function remember<T>(
  cache: LRUCache<string, Promise<T>>,
  key: string,
  ask: () => Promise<T>,
): Promise<T> {
  const known = cache.get(key)
  if (known !== undefined) return known
  const answer = ask()
  cache.set(key, answer)
  answer.catch(() => cache.delete(key))
  return answer
}

/** Tokens are secrets: what is kept as a key is their hash. */
function keyOf(identity: Identity): string {
  return identity.kind === 'anonymous'
    ? 'own'
    : createHash('sha256').update(identity.token).digest('base64')
}

async function inParallel<T, R>(
  items: readonly T[],
  work: (item: T) => Promise<R>,
): Promise<readonly R[]> {
  const results: R[] = []
  const queue = items.entries()
  const runner = async (): Promise<void> => {
    for (const [index, item] of queue) results[index] = await work(item)
  }
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, runner))
  return results
}

function unauthenticated(cluster: string, cause?: unknown): AppError {
  return new AppError(
    'unauthenticated',
    `The cluster ${cluster} does not accept this token: it may be mistyped or expired, so get a new one.`,
    { cause },
  )
}

function translate(error: unknown, identity: Identity, options: AccessOptions): unknown {
  if (!(error instanceof KubeFailure)) return error
  if (error.httpStatus === 401 && identity.kind === 'token')
    return unauthenticated(options.cluster, error)
  const isRefusal = error.httpStatus === 403 || error.httpStatus === 404
  const { address } = options.connection
  return new SourceUnavailableError(
    {
      source: options.source,
      failure: isRefusal ? 'refused' : error.reason === 'Timeout' ? 'timeout' : 'unavailable',
      cause: error,
    },
    `The Kubernetes API did not answer who may do what (${address}, ${error.message}): look at the page of back ends.`,
  )
}
