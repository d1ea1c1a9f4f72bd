import type { Router } from 'express'
import { listNamespaceRows, listThings } from '#contract/catalog.ts'
import type { Graph } from '#contract/graph.ts'
import { listInsights } from '#contract/insights.ts'
import { getNamespace } from '#contract/namespace-details.ts'
import { getOverview } from '#contract/overview.ts'
import { getLiveThing, getThing } from '#contract/thing.ts'
import { graphAskSchema, type GraphAsk } from '#contract/graph-ask.ts'
import type { Warning } from '#contract/warning.ts'
import type { Caller } from '../../auth/caller.ts'
import { catalogOf } from '../../catalog/catalog.ts'
import { describeThing, type ThingName } from '../../catalog/describe.ts'
import type { Entry } from '../../catalog/entry.ts'
import { bookOf } from '../../catalog/findings.ts'
import { latencyStatistic, rankServices } from '../../catalog/insights.ts'
import { seenEntry, type JoinParts, type SeenCatalog } from '../../catalog/join.ts'
import { listEntries } from '../../catalog/list.ts'
import { writeOverview } from '../../catalog/overview.ts'
import { describeNamespace } from '../../catalog/namespace-details.ts'
import { listNamespaces } from '../../catalog/namespaces.ts'
import { AppError } from '../../errors.ts'
import { readLiveThing, type DetailRow } from '../../live/live-thing.ts'
import type { Mesh } from '../../seams/mesh.ts'
import type { ClusterSource } from '../../seams/source.ts'
import { tellWarning } from '../../seams/told-warnings.ts'
import { managerOf } from '../../validations/managed-by.ts'
import type { SeenReport } from '../../validations/cut.ts'
import { summarize } from '../../validations/summary.ts'
import { placesFor } from '../../validations/places.ts'
import type { OpenContext } from '../context.ts'
import { inventoryWarnings, staleWarnings } from '../inventory-warnings.ts'
import { gatherRevisions } from '../revisions-asked.ts'
import { route } from '../route.ts'

export interface CatalogRouteDeps {
  readonly meshes: readonly Mesh[]
  readonly now: () => number
  /** Rows of descriptions that the administrator wants. */
  readonly detailRows: readonly DetailRow[]
}

export function mountCatalog(router: Router, { meshes, now, detailRows }: CatalogRouteDeps): void {
  route(router, listThings, async ({ params, query, caller, context, signal }) => {
    const parts = await gatherParts({ window: query, caller, context, signal })
    return {
      ...listEntries(parts, { kind: params.kind, ask: query }),
      warnings: warningsOf(parts, context, caller),
    }
  })

  route(router, listNamespaceRows, async ({ query, caller, context, signal }) => {
    const [parts, revisionsIn] = await Promise.all([
      gatherParts({ window: query, caller, context, signal }),
      gatherRevisions({ caller, context, meshes, now }),
    ])
    return {
      ...listNamespaces({ ...parts, revisionsIn }),
      warnings: warningsOf(parts, context, caller),
    }
  })

  route(router, getNamespace, async ({ params, query, caller, context, signal }) => {
    const asked = { window: query, caller, context, signal }
    const [parts, graph, revisionsIn] = await Promise.all([
      gatherParts(asked),
      gatherPicture(asked),
      gatherRevisions({ caller, context, meshes, now }),
    ])
    const found = describeNamespace({ ...parts, revisionsIn }, graph, params.namespace)
    if (found === null)
      throw new AppError('notFound', `There is no namespace ${params.namespace} that you may see.`)
    return { ...found, warnings: warningsOf(parts, context, caller) }
  })

  route(router, getOverview, async ({ query, caller, context, signal }) => {
    const asked = { window: query, caller, context, signal }
    const [parts, graph, reports] = await Promise.all([
      gatherParts(asked),
      gatherPicture(asked),
      context.validations.seenBy(caller),
    ])
    return {
      ...writeOverview(parts, graph, summarize(reports).total),
      warnings: warningsOf(parts, context, caller),
    }
  })

  route(router, listInsights, async ({ query, caller, context, signal }) => {
    // One more query for all services, and only while somebody looks at the table.
    const more = query.names.includes('latency') ? timesOfServices : {}
    const parts = await gatherParts({ window: query, caller, context, signal, more })
    const { at, windowSeconds, staleSinceAt } = parts.figures
    return {
      ...{ at, windowSeconds, staleSinceAt },
      insights: [...rankServices(parts, query.names)],
      warnings: warningsOf(parts, context, caller),
    }
  })

  route(router, getThing, async ({ params, query, caller, context, signal }) => {
    const parts = await gatherParts({ window: query, caller, context, signal })
    const thing = describeThing(parts, params)
    if (thing === null) throw notThere(params)
    return { ...thing, warnings: warningsOf(parts, context, caller) }
  })

  route(router, getLiveThing, async ({ params, caller, context, signal }) => {
    const found = findEntry(await seenCatalogs(context, caller), context.clusters, params)
    if (found === null) throw notThere(params)
    const { entry, cluster, facts } = found
    return readLiveThing({
      ...{ entry, signal, managerOf, detailRows, now: Date.now },
      calls: cluster.calls,
      identity: caller.identity,
      revisionOf: ({ metadata: { labels = {}, annotations = {} } }) =>
        facts
          .map(({ policies }) => policies.revisionOf({ ...labels, ...annotations }))
          .find((revision) => revision !== null) ?? null,
    })
  })
}

const words = { app: 'app', service: 'service', workload: 'workload' } as const

/** Of what one may not see the same is said as of what is not there. */
const notThere = ({ kind, namespace, name }: ThingName): AppError =>
  new AppError('notFound', `There is no ${words[kind]} ${name} in ${namespace} that you may see.`)

interface FoundEntry {
  readonly entry: Entry
  readonly cluster: ClusterSource
  readonly facts: SeenCatalog['catalog']['facts']
}

function findEntry(
  seen: readonly SeenCatalog[],
  clusters: readonly ClusterSource[],
  { kind, namespace, name }: ThingName,
): FoundEntry | null {
  for (const { catalog, sight } of seen) {
    const known = catalog.find(kind, namespace, name)
    const entry = known === null ? null : seenEntry(known, sight)
    const cluster = clusters.find((one) => one.cluster === catalog.inventory.cluster)
    if (entry !== null && cluster !== undefined) return { entry, cluster, facts: catalog.facts }
  }
  return null
}

interface GatherAsk {
  readonly window: { readonly window: number; readonly at?: number | undefined }
  readonly caller: Caller
  readonly context: OpenContext
  readonly signal: AbortSignal
  readonly more?: Partial<GraphAsk> // beside the rates
}

const usual = graphAskSchema.parse({})
const timesOfServices = { type: 'service', responseTime: latencyStatistic } as const

/** Who calls whom in all that the caller may see: what problems are found in. */
function gatherPicture({ window, caller, context, signal }: GatherAsk): Promise<Graph> {
  const ask = { ...usual, type: 'workload' as const, open: 'all', idleNodes: true }
  const { viewer } = caller
  return context.hub.graph(
    { ask: { ...ask, window: window.window, at: window.at }, viewer },
    signal,
  )
}

/** Objects, numbers and findings of one moment, each as far as the caller may see it. */
async function gatherParts(asked: GatherAsk): Promise<JoinParts> {
  const { window, caller, context, signal, more } = asked
  const { hub, validations } = context
  const [figures, reports] = await Promise.all([
    hub.figures({ ...usual, ...more, window: window.window, at: window.at }, signal),
    validations.seenBy(caller),
  ])
  return { figures, findings: bookOf(placesFor(reports)), seen: seenOf(context, reports) }
}

async function seenCatalogs(context: OpenContext, caller: Caller): Promise<readonly SeenCatalog[]> {
  return seenOf(context, await context.validations.seenBy(caller))
}

function seenOf(
  { hub, clusters }: OpenContext,
  reports: readonly SeenReport[],
): readonly SeenCatalog[] {
  const facts = hub.facts()
  return clusters.map((cluster) => {
    const own = facts.filter((one) => one.cluster === cluster.cluster).map((one) => one.facts)
    const sight = reports.find(({ report }) => report.cluster === cluster.cluster)?.sight
    return { catalog: catalogOf(cluster.inventory(), own), sight: sight ?? nothing }
  })
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
