import type { Router } from 'express'
import { explainGraph } from '#contract/explain.ts'
import { getGraph } from '#contract/graph.ts'
import type { Mesh } from '../../seams/mesh.ts'
import { checkNamespaces } from '../namespace-check.ts'
import { route } from '../route.ts'
import { findTraces } from '../traces-link.ts'

export interface GraphRouteDeps {
  readonly meshes: readonly Mesh[]
}

export function mountGraph(router: Router, { meshes }: GraphRouteDeps): void {
  route(router, getGraph, ({ query, caller: { viewer }, context, signal }) => {
    checkNamespaces(context.clusters, query, viewer)
    return context.hub.graph({ ask: query, viewer }, signal)
  })

  route(router, explainGraph, async ({ query, caller: { viewer }, context, signal }) => {
    const { clusters, hub, tracing } = context
    const { node, source, target, ...ask } = query
    checkNamespaces(clusters, ask, viewer)
    const explanation = await hub.explain({ ask, viewer, of: { node, source, target } }, signal)
    const graph = await hub.graph({ ask, viewer }, signal)
    const nodeId = target ?? node ?? ''
    const traces = await findTraces({ tracing, meshes }, { graph, nodeId, viewer, signal })
    return { ...explanation, ...traces }
  })
}
