import { createContext, useContext, useMemo } from 'react'
import type { Graph } from '#contract/graph.ts'
import type { TraceCalls } from '#contract/trace-calls.ts'
import type { ApiError } from '../../../api/client.ts'
import { useTraceCalls } from '../../../api/trace-queries.ts'
import type { GraphView } from '../url.ts'
import { placeCalls, type PlacedCall, type PlacedTrace } from './place-calls.ts'

/** The trace that the address names, as far as it is here. */
export type TraceOverlay =
  | { readonly state: 'loading' }
  | { readonly state: 'error'; readonly error: ApiError; readonly retry: () => void }
  | {
      readonly state: 'there'
      readonly trace: TraceCalls
      readonly placed: PlacedTrace
      readonly chosen: PlacedCall | null
      /** The picture with the calls that the metrics do not know. */
      readonly graph: Graph
    }

/** Lays the trace of the address over a picture; null: none is named. */
export function useTraceOverlay(graph: Graph, { trace, step }: GraphView): TraceOverlay | null {
  const { data, error, refetch } = useTraceCalls(trace)
  const laid = useMemo(() => {
    if (data === undefined) return null
    const placed = placeCalls(data, graph)
    const { missing } = placed
    return {
      placed,
      graph: missing.length === 0 ? graph : { ...graph, edges: [...graph.edges, ...missing] },
    }
  }, [data, graph])
  return useMemo((): TraceOverlay | null => {
    if (trace === null) return null
    if (data !== undefined && laid !== null)
      return { state: 'there', trace: data, chosen: chosenOf(laid.placed, step), ...laid }
    if (error !== null) return { state: 'error', error, retry: () => void refetch() }
    return { state: 'loading' }
  }, [trace, step, data, laid, error, refetch])
}

function chosenOf({ calls }: PlacedTrace, step: string | null): PlacedCall | null {
  if (step === null) return null
  const isOrder = /^\d{1,4}$/.test(step)
  const isAsked = ({ call, order }: PlacedCall): boolean =>
    isOrder ? order === Number(step) : call.spanId === step || call.callerSpanId === step
  return calls.find(isAsked) ?? null
}

/** What of the address leads to a call. */
export const stepTo = ({ order, mainId }: PlacedCall): Partial<GraphView> => ({
  step: String(order),
  selection: mainId,
})

const OverlayContext = createContext<TraceOverlay | null>(null)

/** The trace over the picture, for the panel beside it. */
export const TraceOverlayProvider = OverlayContext.Provider

/** Null: no trace is shown. */
export const useShownTrace = (): TraceOverlay | null => useContext(OverlayContext)
