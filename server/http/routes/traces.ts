import type { Router } from 'express'
import { listSubjectSpans } from '#contract/subject-spans.ts'
import { getTraceCalls } from '#contract/trace-calls.ts'
import {
  compareTraces,
  getSpan,
  getTrace,
  listTraceServices,
  searchTraces,
  uploadTrace,
} from '#contract/traces.ts'
import { AppError } from '../../errors.ts'
import { byParts } from '../../live/by-parts.ts'
import type { Mesh } from '../../seams/mesh.ts'
import type { SpanRecord } from '../../seams/span.ts'
import { callsOf } from '../../traces/calls.ts'
import { compareByParts } from '../../traces/compare.ts'
import { describeSpan } from '../../traces/details.ts'
import { summarizeTrace } from '../../traces/summarize.ts'
import { viewByParts } from '../../traces/view.ts'
import { knownCallers } from '../known-callers.ts'
import { requireNamespace } from '../namespace-check.ts'
import { readPieces } from '../read-pieces.ts'
import { route } from '../route.ts'

export interface UploadRouteDeps {
  /** Reads a file that somebody saved from a trace store; throws AppError badRequest. */
  readonly readTraceFile: (pieces: AsyncIterable<Buffer>) => Promise<{
    readonly format: 'OTLP' | 'Jaeger' | 'Zipkin'
    readonly spans: readonly SpanRecord[]
  }>
}

/** A saved trace of 80,000 spans. */
const mostFileBytes = 96 * 1024 * 1024

/** Mounted before bodies are read: it reads its own while it comes. */
export function mountTraceUpload(router: Router, { readTraceFile }: UploadRouteDeps): void {
  route(router, uploadTrace, async ({ sent, context }) => {
    const { format, spans } = await readTraceFile(readPieces(sent, mostFileBytes))
    return { format, traceIds: [...(await context.traces.upload(spans))] }
  })
}

export interface TracesRouteDeps {
  readonly meshes: readonly Mesh[]
}

export function mountTraces(router: Router, { meshes }: TracesRouteDeps): void {
  route(router, searchTraces, async ({ query, caller: { viewer }, context, signal }) => {
    if (query.to <= query.from) throw endsBeforeItBegins()
    const found = await context.traces.search(query, viewer, {
      signal,
      callersOf: (subject) =>
        knownCallers(context.hub, { subject, atMs: query.to, viewer, signal }),
    })
    const [service] = found.asked
    const { from: fromMs, to: toMs, tags } = query
    const storeUrl =
      service === undefined ? null : context.tracing.linkTo({ service, fromMs, toMs, tags })
    return { ...found, storeUrl }
  })

  route(router, listTraceServices, async ({ query, caller: { viewer }, context, signal }) => {
    const { services, operations } = await context.traces.services(query.service, {
      viewer,
      signal,
    })
    return { services: [...services].sort(), operations: [...operations] }
  })

  route(router, getTrace, async ({ params, query, caller: { viewer }, context, signal }) => {
    const asked = { aroundMs: query.around ?? null, viewer, signal }
    const { trace, sees } = await context.traces.trace(params.traceId, asked)
    const view = await byParts(viewByParts(trace, sees))
    return { ...view, storeUrl: context.tracing.linkToTrace(trace.traceId) }
  })

  route(router, getTraceCalls, async ({ params, query, caller: { viewer }, context, signal }) => {
    const asked = { aroundMs: query.around ?? null, viewer, signal }
    const { trace, sees } = await context.traces.trace(params.traceId, asked)
    const calls = callsOf(trace, { sees, flagText: (flag) => flagTextOf(meshes, flag) })
    return { ...calls, storeUrl: context.tracing.linkToTrace(trace.traceId) }
  })

  route(
    router,
    listSubjectSpans,
    ({ params, query: { from, to, limit }, caller: { viewer }, context, signal }) => {
      const { namespace, name } = params
      const subject = { kind: kindOf[params.kind], namespace, name }
      requireNamespace(context.clusters, namespace, viewer)
      if (to <= from) throw endsBeforeItBegins()
      return context.traces.spansOf(
        { subject, fromMs: from, toMs: to, limit },
        { viewer, signal, flagText: (flag) => flagTextOf(meshes, flag) },
      )
    },
  )

  route(router, getSpan, async ({ params, query, caller: { viewer }, context, signal }) => {
    const asked = { aroundMs: query.around ?? null, viewer, signal }
    const { trace, sees } = await context.traces.trace(params.traceId, asked)
    const span = trace.spans[params.index]
    if (span === undefined || !sees(span))
      throw new AppError('notFound', 'There is no such span in the trace that you may see.')
    return describeSpan(span, (flag) => flagTextOf(meshes, flag))
  })

  route(router, compareTraces, async ({ params, query, caller: { viewer }, context, signal }) => {
    const asked = { aroundMs: query.around ?? null, viewer, signal }
    const [before, after] = await Promise.all([
      context.traces.trace(params.traceId, asked),
      context.traces.trace(params.otherId, asked),
    ])
    return {
      before: summarizeTrace(before.trace, before.sees),
      after: summarizeTrace(after.trace, after.sees),
      ...(await byParts(compareByParts(before, after))),
    }
  })
}

const kindOf = { apps: 'app', services: 'service', workloads: 'workload' } as const

const endsBeforeItBegins = (): AppError =>
  new AppError('badRequest', 'The search ends before it begins: make `to` later.', { field: 'to' })

function flagTextOf(meshes: readonly Mesh[], flag: string): string | null {
  for (const { telemetry } of meshes) {
    const text = telemetry.flagText(flag)
    if (text !== null) return text
  }
  return null
}
