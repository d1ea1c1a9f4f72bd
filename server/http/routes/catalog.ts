import type { Router } from 'express'
import { listNamespaceRows, listThings } from '#contract/catalog.ts'
import { graphAskSchema } from '#contract/graph-ask.ts'
import type { Warning } from '#contract/warning.ts'
import type { Caller } from '../../auth/caller.ts'
import { catalogOf } from '../../catalog/catalog.ts'
import { bookOf } from '../../catalog/findings.ts'
import type { JoinParts } from '../../catalog/join.ts'
import { listEntries } from '../../catalog/list.ts'
import { listNamespaces } from '../../catalog/namespaces.ts'
import { tellWarning } from '../../seams/told-warnings.ts'
import { placesFor } from '../../validations/places.ts'
import type { OpenContext } from '../context.ts'
import { inventoryWarnings, staleWarnings } from '../inventory-warnings.ts'
import { route } from '../route.ts'

export function mountCatalog(router: Router): void {
  route(router, listThings, async ({ params, query, caller, context, signal }) => {
    const parts = await gatherParts({ window: query, caller, context, signal })
    return {
      ...listEntries(parts, { kind: params.kind, ask: query }),
      warnings: warningsOf(parts, context, caller),
    }
  })

  route(router, listNamespaceRows, async ({ query, caller, context, signal }) => {
    const parts = await gatherParts({ window: query, caller, context, signal })
    return { ...listNamespaces(parts), warnings: warningsOf(parts, context, caller) }
  })
}

interface GatherAsk {
  readonly window: { readonly window: number; readonly at?: number | undefined }
  readonly caller: Caller
  readonly context: OpenContext
  readonly signal: AbortSignal
}

const usual = graphAskSchema.parse({})

/** Objects, numbers and findings of one moment, each as far as the caller may see it. */
async function gatherParts({ window, caller, context, signal }: GatherAsk): Promise<JoinParts> {
  const { hub, clusters, validations } = context
  const [figures, reports] = await Promise.all([
    hub.figures({ ...usual, window: window.window, at: window.at }, signal),
    validations.seenBy(caller),
  ])
  const facts = hub.facts()
  return {
    figures,
    findings: bookOf(placesFor(reports)),
    seen: clusters.map((cluster) => {
      const own = facts.filter((one) => one.cluster === cluster.cluster).map((one) => one.facts)
      const sight = reports.find(({ report }) => report.cluster === cluster.cluster)?.sight
      return { catalog: catalogOf(cluster.inventory(), own), sight: sight ?? nothing }
    }),
  }
}

const nothing = { seesAll: false, seesNamespace: () => false, sees: () => false }

function warningsOf(
  { figures }: JoinParts,
  { clusters }: OpenContext,
  { viewer }: Caller,
): Warning[] {
  return [
    ...figures.warnings.map((warning) => tellWarning(warning, viewer)),
    ...staleWarnings(clusters, viewer),
    ...inventoryWarnings(clusters, viewer),
  ]
}
