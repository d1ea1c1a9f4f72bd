import { randomBytes } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import type { SubjectSpans } from '#contract/subject-spans.ts'
import type { TraceAsk, TraceList } from '#contract/traces.ts'
import { AppError } from '../errors.ts'
import { canSee, type Viewer } from '../seams/identity.ts'
import type { Inventory } from '../seams/inventory.ts'
import type { Mesh } from '../seams/mesh.ts'
import type { ClusterSource, TracingSource } from '../seams/source.ts'
import type { SpanRecord } from '../seams/span.ts'
import { assembleByParts, type Reader, type Trace } from '../traces/assemble.ts'
import { byParts } from './by-parts.ts'
import {
  confirmNotPassedOn,
  suspectNotPassedOn,
  type KnownCallers,
} from '../traces/not-passed-on.ts'
import { placeOf, podIndexOf, sharePlaces } from '../traces/places.ts'
import type { FlagText } from '../traces/outcome.ts'
import { spansAt } from '../traces/subject-spans.ts'
import { appsOf, isAt, isCalled, subjectOf, type TraceSubject } from '../traces/subject.ts'
import { summarizeTrace, type Sees } from '../traces/summarize.ts'

export interface TracesOptions {
  readonly tracing: TracingSource
  readonly clusters: readonly ClusterSource[]
  readonly meshes: readonly Mesh[]
}

type Found = Omit<TraceList, 'storeUrl'>

/** Spans kept for those who open a trace after they saw it in a list. */
const spansKept = 400_000
const uploadPrefix = 'upload-'
const mostNames = 3
const mostTraces = 500

export interface SpansAsk {
  readonly subject: TraceSubject
  readonly fromMs: number
  readonly toMs: number
  readonly limit: number
}

const nothing: Found = {
  asked: [],
  traces: [],
  isCut: false,
  warnings: [],
  reason: null,
  notPassedOn: null,
}

/** The traces of one context: asked for, put together, and kept for a while. */
export class Traces {
  readonly #options: TracesOptions
  readonly #kept = new LRUCache<string, Trace>({
    maxSize: spansKept,
    sizeCalculation: ({ spans }) => spans.length + 1,
    ttl: 30 * 60_000,
  })

  constructor(options: TracesOptions) {
    this.#options = options
  }

  /**
   * Traces that a subject took part in, or of a service by its name in the trace store, newest
   * first. Whoever may not see all namespaces searches by subjects in theirs.
   */
  async search(
    ask: TraceAsk,
    viewer: Viewer,
    more: {
      readonly signal: AbortSignal
      readonly callersOf: (subject: TraceSubject) => Promise<KnownCallers>
    },
  ): Promise<Found> {
    const subject = subjectOf(ask)
    const names = await this.#namesFor(ask, { subject, viewer, signal: more.signal })
    if (typeof names === 'string') return { ...nothing, reason: names }
    const { traces, warnings, isCut } = await this.#fetch(ask, names, more.signal)
    const services = new Set(names.map((name) => name.toLowerCase()))
    const isOwn = (trace: Trace): boolean =>
      subject === null || touches(trace, { subject, services, callee: ask.callee })
    const own = traces.filter(isOwn)
    const sees = this.#seesFor(viewer)
    const suspected = suspectNotPassedOn(own, { services, subject, sees })
    return {
      asked: [...names],
      traces: own
        .map((trace) => summarizeTrace(trace, sees))
        .filter(({ spans, hiddenSpans }) => hiddenSpans < spans)
        .sort((one, other) => other.startMs - one.startMs),
      isCut,
      warnings: [...warnings],
      reason: null,
      notPassedOn:
        suspected === null
          ? null
          : confirmNotPassedOn(suspected, await more.callersOf(suspected.subject)),
    }
  }

  /** Throws AppError notFound for a trace that is not there, or of which nothing may be seen. */
  async trace(
    traceId: string,
    asked: {
      readonly aroundMs: number | null
      readonly viewer: Viewer
      readonly signal: AbortSignal
    },
  ): Promise<{ readonly trace: Trace; readonly sees: Sees }> {
    const isUpload = traceId.startsWith(uploadPrefix)
    const id = isUpload ? traceId : traceId.toLowerCase().padStart(32, '0')
    const trace = this.#kept.get(id) ?? (isUpload ? null : await this.#load(id, asked))
    // Whoever brought a file has read it.
    const sees: Sees = isUpload ? () => true : this.#seesFor(asked.viewer)
    if (trace === null || !trace.spans.some(sees)) throw notThere(isUpload)
    return { trace, sees }
  }

  /** Spans that were made at a subject, newest first; those that the viewer may see. */
  async spansOf(
    { subject, fromMs, toMs, limit }: SpansAsk,
    more: {
      readonly viewer: Viewer
      readonly flagText: FlagText
      readonly signal: AbortSignal
    },
  ): Promise<SubjectSpans> {
    const { viewer, signal, flagText } = more
    const ask: TraceAsk = {
      ...{ ...subject, callee: '', service: '', operation: '', tags: {}, errors: false },
      ...{ from: fromMs, to: toMs, limit: Math.min(limit, mostTraces) },
    }
    const names = await this.#namesFor(ask, { subject, viewer, signal })
    if (typeof names === 'string') return { spans: [], isCut: false, reason: names }
    const { traces, isCut } = await this.#fetch(ask, names, signal)
    const services = new Set(names.map((name) => name.toLowerCase()))
    const sees = this.#seesFor(viewer)
    const spans = spansAt(traces, {
      ...{ fromMs, toMs, flagText },
      isAt: (span) => sees(span) && isAt(span, subject, services),
    })
    return { spans: spans.slice(0, limit), isCut: isCut || spans.length > limit, reason: null }
  }

  /** Takes spans of a file; the biggest of its traces is what is looked at. Returns their ids. */
  async upload(spans: readonly SpanRecord[]): Promise<readonly string[]> {
    const groups = [...Map.groupBy(spans, ({ traceId }) => traceId).values()]
    const reader = this.#reader()
    const ids: string[] = []
    for (const own of groups.sort((one, other) => other.length - one.length)) {
      const id = uploadPrefix + randomBytes(16).toString('base64url')
      this.#kept.set(id, { ...(await byParts(assembleByParts(own, reader))), traceId: id })
      ids.push(id)
    }
    return ids
  }

  async services(
    service: string,
    { viewer, signal }: { readonly viewer: Viewer; readonly signal: AbortSignal },
  ): Promise<{
    readonly services: readonly string[]
    readonly operations: readonly { readonly name: string; readonly kind: string }[]
  }> {
    const { tracing } = this.#options
    const all = await tracing.services(signal)
    const services = all.filter((name) => this.#mayAskFor(name, viewer))
    const operations = services.includes(service) ? await tracing.operations(service, signal) : []
    return { services, operations }
  }

  /** Names in the store, or in words why there is none. */
  async #namesFor(
    ask: TraceAsk,
    who: {
      readonly subject: TraceSubject | null
      readonly viewer: Viewer
      readonly signal: AbortSignal
    },
  ): Promise<readonly string[] | string> {
    const status = this.#options.tracing.status()
    if (status.state === 'notConfigured') return status.message ?? 'No trace store is known.'
    const { subject, viewer, signal } = who
    if (subject === null) return this.#namedBy(ask, viewer)
    if (!canSee(viewer, this.#cluster()?.cluster ?? null, subject.namespace))
      return `You may not see the namespace ${subject.namespace}.`
    return this.#namesOf(subject, signal)
  }

  #namedBy({ service }: TraceAsk, viewer: Viewer): readonly string[] | string {
    if (service === '')
      throw new AppError(
        'badRequest',
        'Say whose traces: a service of the trace store, or an app, a service or a workload with its namespace.',
        { field: 'service' },
      )
    return this.#mayAskFor(service, viewer)
      ? [service]
      : `You may not see the namespace of ${service}.`
  }

  async #namesOf(subject: TraceSubject, signal: AbortSignal): Promise<readonly string[] | string> {
    const telemetries = this.#options.meshes.map(({ telemetry }) => telemetry)
    const inventory = this.#inventory()
    const appLabels = telemetries.flatMap((telemetry) => telemetry.appLabels)
    const apps = inventory === null ? [subject.name] : appsOf(subject, { inventory, appLabels })
    const { namespace } = subject
    const wanted = new Set(
      telemetries
        .flatMap(({ traceServices }) => apps.flatMap((app) => traceServices({ namespace, app })))
        .map((name) => name.toLowerCase()),
    )
    const known = await this.#options.tracing.services(signal)
    const names = known.filter((name) => wanted.has(name.toLowerCase())).slice(0, mostNames)
    if (names.length > 0) return names
    return `The trace store has no service named ${[...wanted].join(', ')}.`
  }

  async #fetch(
    ask: TraceAsk,
    names: readonly string[],
    signal: AbortSignal,
  ): Promise<{ traces: readonly Trace[]; warnings: ReadonlySet<string>; isCut: boolean }> {
    const { operation, tags, errors, from, to, minMs, maxMs, limit } = ask
    const answers = await Promise.all(
      names.map((service) =>
        this.#options.tracing.search(
          {
            ...{ service, tags, limit },
            operation: operation === '' ? null : operation,
            onlyErrors: errors,
            fromMs: from,
            toMs: to,
            minDurationMs: minMs ?? null,
            maxDurationMs: maxMs ?? null,
          },
          signal,
        ),
      ),
    )
    const reader = this.#reader()
    const bySet = Map.groupBy(
      answers.flatMap(({ spans }) => spans),
      ({ traceId }) => traceId,
    )
    const traces: Trace[] = []
    for (const own of bySet.values())
      traces.push(this.#keep(await byParts(assembleByParts(own, reader))))
    return {
      traces,
      warnings: new Set(answers.flatMap(({ warnings }) => warnings)),
      isCut: answers.some(
        ({ spans }) => new Set(spans.map(({ traceId }) => traceId)).size >= limit,
      ),
    }
  }

  async #load(
    id: string,
    { aroundMs, signal }: { readonly aroundMs: number | null; readonly signal: AbortSignal },
  ): Promise<Trace | null> {
    const answer = await this.#options.tracing.trace({ traceId: id, aroundMs }, signal)
    const own = answer?.spans.filter(({ traceId }) => traceId === id) ?? []
    if (answer === null || own.length === 0) return null
    const trace = await byParts(assembleByParts(own, this.#reader()))
    return this.#keep({ ...trace, warnings: [...answer.warnings, ...trace.warnings] })
  }

  #keep(trace: Trace): Trace {
    this.#kept.set(trace.traceId, trace)
    return trace
  }

  #cluster(): ClusterSource | null {
    return this.#options.clusters[0] ?? null
  }

  #inventory(): Inventory | null {
    return this.#cluster()?.inventory() ?? null
  }

  #reader(): Reader {
    const inventory = this.#inventory()
    const { meshes } = this.#options
    const pods =
      inventory === null
        ? { workloadOf: () => null, hasNamespace: () => false }
        : podIndexOf(inventory)
    const share = sharePlaces()
    return {
      originOf: (span) => {
        for (const { telemetry } of meshes) {
          const origin = telemetry.readSpan(span)
          if (origin !== null) return origin
        }
        return null
      },
      placeOf: (span, origin) => share(placeOf(span, origin, pods)),
    }
  }

  /** What nobody can place is shown to those alone who see everything. */
  #seesFor(viewer: Viewer): Sees {
    const { sees } = viewer
    if (sees === 'all') return () => true
    const cluster = this.#cluster()?.cluster ?? ''
    return ({ place: { namespace } }) => namespace !== null && sees.has(`${cluster}/${namespace}`)
  }

  /** Names say their namespace where the mesh names them so; others are for those who see all. */
  #mayAskFor(service: string, viewer: Viewer): boolean {
    if (viewer.sees === 'all') return true
    const cluster = this.#cluster()?.cluster ?? ''
    const namespace = service.slice(service.lastIndexOf('.') + 1)
    return service.includes('.') && viewer.sees.has(`${cluster}/${namespace}`)
  }
}

interface Wanted {
  readonly subject: TraceSubject
  readonly services: ReadonlySet<string>
  readonly callee: string
}

function touches(trace: Trace, { subject, services, callee }: Wanted): boolean {
  const isSource = (span: Trace['spans'][number]): boolean => isAt(span, subject, services)
  if (callee !== '') return isCalled(trace, isSource, callee)
  return trace.spans.some(isSource)
}

const notThere = (isUpload: boolean): AppError =>
  new AppError(
    'notFound',
    isUpload
      ? 'This uploaded trace is not kept any more: upload the file again.'
      : 'There is no such trace that you may see. The trace store may have forgotten it.',
  )
