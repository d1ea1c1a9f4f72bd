import type { Readable } from 'node:stream'
import type { Identity } from './identity.ts'

/** One container's log, as the Kubernetes API has it. */
export interface LogAsk {
  readonly namespace: string
  readonly pod: string
  readonly container: string
  readonly follow?: boolean // go on with what is written from now on
  readonly previous?: boolean // of the run before the present one
  /** From here on; API servers know whole seconds only, so that earlier lines of it come too. */
  readonly sinceMs?: number
  readonly tailLines?: number
  readonly limitBytes?: number
}

/** Why there is nothing to read. `waiting`: the container has not begun, and may. */
export type LogRefusal = 'forbidden' | 'podGone' | 'noContainer' | 'waiting' | 'noPrevious'

export type OpenedLog =
  | {
      readonly kind: 'open'
      /**
       * Lines that each begin with their time in RFC 3339. Whoever does not read holds the writer
       * up; destroying it hangs up. Errors with SourceUnavailableError when it is cut off.
       */
      readonly bytes: Readable
    }
  | { readonly kind: 'refused'; readonly reason: LogRefusal; readonly message: string }

/** Reads logs with the rights of whoever asks. */
export interface LogCalls {
  /** Throws SourceUnavailableError when the API server does not answer. */
  readonly open: (identity: Identity, ask: LogAsk, signal: AbortSignal) => Promise<OpenedLog>
  /** The data of a ConfigMap, as the console itself may read it; null: it may not, or there is none. */
  readonly configMap: (
    namespace: string,
    name: string,
  ) => Promise<Readonly<Record<string, string>> | null>
}

/** What somebody lacks who may not read logs, in Kubernetes' own words. */
export function sayMissingLogRight(identity: Identity, namespace: string): string {
  const who = identity.kind === 'token' ? 'You' : 'The console'
  return `${who} may not read logs in ${namespace}: that needs the verb get on the resource pods/log in that namespace, by a Role or ClusterRole.`
}
