import type { Router } from 'express'
import { explainGraph } from '#contract/explain.ts'
import { getGraph } from '#contract/graph.ts'
import type { GraphHub } from '../../live/hub.ts'
import type { NamespaceCheck } from '../namespace-check.ts'
import { route } from '../route.ts'

export interface GraphRouteDeps {
  readonly hub: GraphHub
  readonly checkNamespaces: NamespaceCheck
}

export function mountGraph(router: Router, { hub, checkNamespaces }: GraphRouteDeps): void {
  route(router, getGraph, ({ query, caller: { viewer }, signal }) => {
    checkNamespaces(query, viewer)
    return hub.graph({ ask: query, viewer }, signal)
  })

  route(router, explainGraph, ({ query, caller: { viewer }, signal }) => {
    const { node, source, target, ...ask } = query
    return hub.explain({ ask, viewer, of: { node, source, target } }, signal)
  })
}
