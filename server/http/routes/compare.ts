import type { Router } from 'express'
import { compareGraph } from '#contract/compare.ts'
import { checkNamespaces } from '../namespace-check.ts'
import { route } from '../route.ts'

export function mountCompare(router: Router): void {
  route(router, compareGraph, ({ query, caller: { viewer }, context, signal }) => {
    const { before = null, ...ask } = query
    checkNamespaces(context.clusters, ask, viewer)
    return context.hub.compare({ ask, viewer, otherMs: before }, signal)
  })
}
