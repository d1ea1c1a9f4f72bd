import type { Identity } from './identity.ts'

/** One request to a port of a pod that listens for the pod alone, such as a proxy's own. */
export interface ProxyAsk {
  readonly namespace: string
  readonly pod: string
  readonly port: number
  readonly method: 'GET' | 'POST'
  readonly path: string
  /** Whatever is longer is not read to its end. */
  readonly maxBytes: number
  readonly deadlineMs: number
}

/** Why a port of a pod could not be reached. */
export type ProxyRefusal = 'forbidden' | 'podGone' | 'notListening'

export type ProxyAnswer =
  | {
      readonly kind: 'answered'
      readonly httpStatus: number
      readonly contentType: string
      readonly bytes: number
    }
  | { readonly kind: 'refused'; readonly reason: ProxyRefusal; readonly message: string }

/** Takes the body of an answer piece by piece; a piece is its taker's own. */
export type PieceTaker = (piece: Uint8Array) => void

/** Speaks HTTP with ports of pods through the cluster's API, with the rights of whoever asks. */
export interface ProxyCalls {
  /**
   * `take` gets the body of an answer with status 200. Throws SourceUnavailableError when the way
   * breaks, when it takes too long (`timeout`) or answers too much (`tooLarge`), AppError
   * unauthenticated for a token that the cluster does not know, AbortError when `signal` aborts.
   */
  readonly ask: (
    identity: Identity,
    ask: ProxyAsk,
    options: { readonly take: PieceTaker; readonly signal: AbortSignal },
  ) => Promise<ProxyAnswer>
}

/** What somebody lacks who may not forward ports, in Kubernetes' own words. */
export function sayMissingForwardRight(
  identity: Identity,
  namespace: string,
  verbs: readonly string[],
): string {
  const who = identity.kind === 'token' ? 'You' : 'The console'
  const needed = verbs.length > 1 ? `the verbs ${verbs.join(' and ')}` : `the verb ${verbs.join()}`
  return `${who} may not look inside proxies in ${namespace}: that needs ${needed} on the resource pods/portforward in that namespace, by a Role or ClusterRole.`
}
