import type { Router } from 'express'
import { explainGraph } from '#contract/explain.ts'
import { getGraph } from '#contract/graph.ts'
import type { GraphHub } from '../../live/hub.ts'
import type { NamespaceCheck } from '../namespace-check.ts'
import { route } from '../route.ts'
import { findTraces, type TracesLinkDeps } from '../traces-link.ts'

export interface GraphRouteDeps {
  readonly hub: GraphHub
  readonly checkNamespaces: NamespaceCheck
}

export function mountGraph(router: Router, deps: GraphRouteDeps & TracesLinkDeps): void {
  const { hub, checkNamespaces } = deps
  route(router, getGraph, ({ query, caller: { viewer }, signal }) => {
    checkNamespaces(query, viewer)
    return hub.graph({ ask: query, viewer }, signal)
  })

  route(router, explainGraph, async ({ query, caller: { viewer }, signal }) => {
    const { node, source, target, ...ask } = query
    checkNamespaces(ask, viewer)
    const explanation = await hub.explain({ ask, viewer, of: { node, source, target } }, signal)
    const graph = await hub.graph({ ask, viewer }, signal)
    const traces = await findTraces(deps, { graph, nodeId: target ?? node ?? '', signal })
    return { ...explanation, ...traces }
  })
}
