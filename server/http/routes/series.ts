import type { Router } from 'express'
import { getGraphSeries, type GraphSeries } from '#contract/series.ts'
import { AppError } from '../../errors.ts'
import { checkNamespaces } from '../namespace-check.ts'
import { route } from '../route.ts'

interface SubjectAsk {
  readonly node?: string | undefined
  readonly edge?: string | undefined
  readonly box?: string | undefined
}

export function mountSeries(router: Router): void {
  route(router, getGraphSeries, ({ query, caller: { viewer }, context, signal }) => {
    const { node, edge, box, span: spanSeconds, steps, ...ask } = query
    checkNamespaces(context.clusters, ask, viewer)
    const of = readSubject({ node, edge, box })
    return context.hub.series({ ask, viewer, of, spanSeconds, steps }, signal)
  })
}

/** Throws AppError badRequest for more than one. */
function readSubject(asked: SubjectAsk): GraphSeries['subject'] {
  const kinds = ['node', 'edge', 'box'] as const
  const [subject = null, second] = kinds.flatMap((kind) => {
    const id = asked[kind]
    return id === undefined ? [] : [{ kind, id }]
  })
  if (second !== undefined) {
    throw new AppError('badRequest', 'Ask for a node, an edge or a box, not for several at once.', {
      field: second.kind,
    })
  }
  return subject ?? { kind: 'whole', id: null }
}
