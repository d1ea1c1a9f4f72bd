import type { GraphEdge } from '#contract/graph.ts'
import type { BaseGraph } from '../base-graph.ts'

/**
 * What the response flags on these edges mean, each flag once, in the words of the mesh whose
 * proxies set it. A flag that no mesh knows is not among them.
 */
export function wordFlags(base: BaseGraph, edges: readonly GraphEdge[]): Record<string, string> {
  const seen = new Set<string>()
  for (const { http, grpc, tcp } of edges) {
    for (const part of [http, grpc, tcp]) {
      if (part !== null) for (const { flags } of part.responses) if (flags !== '') seen.add(flags)
    }
  }
  const flags = new Set([...seen].flatMap((text) => text.split(',')).map((flag) => flag.trim()))
  const meshes = new Set(base.traffic.answers.map(({ mesh }) => mesh))
  const told = [...flags].sort().flatMap((flag) => {
    const words = [...meshes].map(({ telemetry }) => telemetry.flagText(flag))
    const known = words.find((text) => text !== null)
    return known === undefined ? [] : [[flag, known] as const]
  })
  return Object.fromEntries(told)
}
