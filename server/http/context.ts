import type { RequestHandler, Response } from 'express'
import type { Context } from '#contract/contexts.ts'
import { contextParameter } from '#contract/endpoint.ts'
import type { Authenticator } from '../auth/authenticator.ts'
import type { Charts } from '../live/charts.ts'
import type { Dashboards } from '../live/dashboards.ts'
import type { GraphHub } from '../live/hub.ts'
import type { MeshReader } from '../live/mesh-reader.ts'
import type { Traces } from '../live/traces.ts'
import type { Validations } from '../live/validations.ts'
import type { ClusterSource, MetricsSource, TracingSource } from '../seams/source.ts'
import { readParameter } from './read-parameter.ts'

/** What is open of one context: the back ends of one cluster, and the graphs made of them. */
export interface OpenContext {
  readonly metrics: MetricsSource
  readonly clusters: readonly ClusterSource[] // one, or none where only a metric store is known
  readonly tracing: TracingSource
  readonly hub: GraphHub
  readonly charts: Charts
  readonly dashboards: Dashboards
  readonly validations: Validations
  readonly meshReader: MeshReader
  readonly traces: Traces
  readonly authenticator: Authenticator
}

/** A context that stays open until it is given back. */
export interface ContextLease {
  readonly context: OpenContext
  readonly release: () => void
}

export interface Contexts {
  /** Those that may be chosen, as far as this console's kind of sign-in lets anybody know. */
  readonly list: () => readonly Context[]
  /**
   * Opens a context where it is not open yet; null: the one the console started with. Throws
   * AppError with the field `context` when there is none of that name, or when it cannot be opened.
   */
  readonly lease: (name: string | null) => Promise<ContextLease>
}

const contexts = new WeakMap<Response, OpenContext>()

/** Finds the context that a request asks about, and keeps it open until the answer is through. */
export function requireContext(all: Contexts): RequestHandler {
  return async (request, response, next) => {
    const name = readParameter(contextParameter, 'context', request.query['context'])
    const lease = await all.lease(name ?? null)
    contexts.set(response, lease.context)
    // Whoever asked may have hung up while it was being opened.
    if (response.closed) lease.release()
    else response.once('close', lease.release)
    next()
  }
}

/** The context that `requireContext` found; a route outside of it is a mistake of ours. */
export function contextOf(response: Response): OpenContext {
  const context = contexts.get(response)
  if (context === undefined) throw new Error('A route was mounted before requireContext')
  return context
}
