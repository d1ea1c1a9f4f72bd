import { createHash } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import { AppError } from '../errors.ts'
import type { Identity, Viewer } from '../seams/identity.ts'
import type { AccessQuestion, ClusterSource } from '../seams/source.ts'
import type { Caller } from './caller.ts'

/**
 * Seeing a namespace means that one may list its pods: the right that every view role has, and
 * that says that who calls whom in there is no secret to its holder.
 *
 * @see docs/decisions/0002-who-may-see-what.md
 */
const seeing = (namespace: string): AccessQuestion => ({
  verb: 'list',
  group: '',
  resource: 'pods',
  namespace,
})

const rightsKeptMs = 10_000

export type AuthMode = 'anonymous' | 'token'

export interface AuthenticatorOptions {
  readonly mode: AuthMode
  readonly clusters: readonly ClusterSource[]
}

export interface Authenticator {
  readonly mode: AuthMode
  /** Throws AppError unauthenticated when a token is needed and none, or a bad one, came. */
  readonly authenticate: (authorization: string | undefined) => Promise<Caller>
}

/** The bearer token of a request. Throws AppError unauthenticated when there is none. */
export function readToken(authorization: string | undefined): string {
  const token = /^Bearer +([\w.~+/=-]+)$/i.exec(authorization ?? '')?.[1]
  if (token !== undefined) return token
  throw new AppError(
    'unauthenticated',
    'Sign in with a Kubernetes bearer token (Authorization: Bearer …).',
  )
}

/** Decides who asks. Rights come from access reviews made with the asker's own token. */
export function createAuthenticator({ mode, clusters }: AuthenticatorOptions): Authenticator {
  const callers = new LRUCache<string, Promise<Caller>>({ max: 1000, ttl: rightsKeptMs })
  const everybody: Caller = {
    identity: { kind: 'anonymous' },
    viewer: { user: null, sees: 'all' },
  }

  async function callerOf(identity: Identity): Promise<Caller> {
    const seen = await Promise.all(clusters.map((cluster) => whatTheySee(cluster, identity)))
    const user = seen.find((one) => one.user !== null)?.user ?? null
    const sees = seen.every((one) => one.namespaces === 'all')
      ? 'all'
      : new Set(seen.flatMap((one) => (one.namespaces === 'all' ? one.known : one.namespaces)))
    return { identity, viewer: { user, sees } }
  }

  return {
    mode,
    authenticate: async (authorization) => {
      if (mode === 'anonymous') return everybody
      const token = readToken(authorization)
      const key = createHash('sha256').update(token).digest('base64')
      const known = callers.get(key)
      if (known !== undefined) return await known
      const asked = callerOf({ kind: 'token', token })
      callers.set(key, asked)
      asked.catch(() => callers.delete(key))
      return await asked
    },
  }
}

interface Seen {
  readonly user: string | null
  readonly namespaces: 'all' | readonly string[]
  readonly known: readonly string[]
}

async function whatTheySee(cluster: ClusterSource, identity: Identity): Promise<Seen> {
  const { user } = await cluster.whoIs(identity)
  const names = cluster.inventory().namespaces.map(({ name }) => name)
  const known = names.map((name) => `${cluster.cluster}/${name}`)
  const [seesAll] = await cluster.mayThey(identity, [seeing('')])
  if (seesAll === true) return { user, namespaces: 'all', known }
  const answers = await cluster.mayThey(identity, names.map(seeing))
  return { user, namespaces: known.filter((_, index) => answers[index] === true), known }
}

/** What a viewer may see, as a cache key: equal keys see the same. */
export function viewerKey({ sees }: Viewer): string {
  return sees === 'all' ? '*' : [...sees].sort().join(',')
}
