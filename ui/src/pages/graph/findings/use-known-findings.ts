import { useMemo } from 'react'
import type { Graph } from '#contract/graph.ts'
import { usePlaces } from '../../../api/places-queries.ts'
import type { ElementFindings } from '../../../canvas/canvas-props.ts'
import type { GraphView } from '../url.ts'
import type { Findings } from './findings-context.ts'
import { findingsById, joinPlaces } from './join-findings.ts'

export interface ShownFindings {
  readonly findings: Findings
  /** By id of what is drawn; null: nothing is known. */
  readonly byId: ReadonlyMap<string, ElementFindings> | null
}

/** Findings are of now: beside a picture of the past none are shown. */
export function useKnownFindings(graph: Graph, view: GraphView): ShownFindings {
  const isWanted = view.at === null
  const { data, error } = usePlaces(isWanted)
  const trouble = error?.message ?? null
  const findings = useMemo((): Findings => {
    if (!isWanted) return null
    if (data !== undefined) return { places: data, of: joinPlaces(data) }
    return trouble === null ? null : { trouble }
  }, [isWanted, data, trouble])
  const { nodes, edges, boxes } = graph
  const byId = useMemo(() => {
    if (findings === null || !('of' in findings)) return null
    return findingsById({ nodes, edges, boxes }, findings.of)
  }, [nodes, edges, boxes, findings])
  return { findings, byId }
}
