import type { GraphAsk } from '#contract/graph-ask.ts'
import type { Graph } from '#contract/graph.ts'
import type { Viewer } from '../../seams/identity.ts'
import { tellWarning } from '../../seams/told-warnings.ts'
import type { BaseGraph } from '../base-graph.ts'
import { namespacesWithTraffic } from '../list.ts'
import type { Rights } from './rights.ts'
import { wordWindow } from './word-window.ts'

type Empty = NonNullable<Graph['empty']>

export interface EmptyAsk {
  readonly base: BaseGraph
  readonly ask: GraphAsk
  readonly viewer: Viewer
  readonly rights: Rights
  /** No namespace of the selection is the viewer's to see, though there are some. */
  readonly isForbidden: boolean
  readonly hasFocus: boolean // false: the focus that was asked for is not there
}

/** Why there is nothing to draw, and the way out. */
export function explainEmpty(asked: EmptyAsk): Empty {
  const { base, ask, isForbidden, hasFocus } = asked
  if (!hasFocus) return focusNotFound(ask)
  if (isForbidden) {
    const message =
      'You may not see any of the selected namespaces. Ask for the right to list pods.'
    return { code: 'noRights', message }
  }
  if (!hasRates(base))
    return isKnownToHaveNone(base) ? noMesh(base) : unavailable(base, asked.viewer)
  if (base.edges.length === 0) return noEdges(base)
  return noTraffic(asked)
}

function focusNotFound({ focus, window }: GraphAsk): Empty {
  const message = `There is no ${focus ?? 'such node'} among what you may see in the last ${wordWindow(window)}.`
  return { code: 'focusNotFound', message }
}

const hasRates = ({ traffic }: BaseGraph): boolean =>
  traffic.answers.some(({ query }) => query.layer === 'requests' || query.layer === 'tcp')

function unavailable({ traffic }: BaseGraph, viewer: Viewer): Empty {
  const [first] = traffic.warnings
  const message =
    first === undefined
      ? 'The metric store was not asked for requests.'
      : tellWarning(first.warning, viewer).message
  return { code: 'metricsUnavailable', message }
}

function noEdges(base: BaseGraph): Empty {
  return hasMesh(base) ? (tooYoung(base) ?? quiet(base)) : noMesh(base)
}

const hasMesh = ({ traffic, inventories }: BaseGraph): boolean =>
  traffic.meshes.some((mesh) => inventories.some((inventory) => mesh.detect(inventory) !== null))

/** Whether there is a cluster, all of it could be read, and it has no mesh: then no store can help. */
function isKnownToHaveNone(base: BaseGraph): boolean {
  const { inventories } = base
  const isRead = inventories.every(({ unreadable }) => unreadable.length === 0)
  return inventories.length > 0 && isRead && !hasMesh(base)
}

function noMesh({ traffic }: BaseGraph): Empty {
  const looked = traffic.meshes.flatMap(({ name, lookedFor }) => [name, ...lookedFor])
  const message = `No mesh was found, and no telemetry of one. Looked for: ${looked.join(', ')}.`
  return { code: 'noMesh', message }
}

/** A rate needs two scrapes of one counter. */
function tooYoung({ traffic }: BaseGraph): Empty | null {
  const { scrapeIntervalSeconds, windowSeconds } = traffic
  if (scrapeIntervalSeconds === null || windowSeconds >= 2 * scrapeIntervalSeconds) return null
  const message =
    `The window of ${wordWindow(windowSeconds)} is younger than two scrapes ` +
    `(one every ${scrapeIntervalSeconds} s), so no rate can be told. Choose a longer window.`
  return { code: 'tooYoung', message }
}

function quiet({ traffic }: BaseGraph): Empty {
  const window = wordWindow(traffic.windowSeconds)
  const message = `No proxy reported traffic in the last ${window}. Choose a longer window, or draw idle nodes.`
  return { code: 'noTraffic', message }
}

/** How many namespaces are named. */
const namesTold = 10

/** Names without their cluster, where there is only one. */
function shortest(keys: readonly string[]): readonly string[] {
  const parts = keys.map((key): readonly [string, string] => {
    const slash = key.lastIndexOf('/')
    return [key.slice(0, slash), key.slice(slash + 1)]
  })
  const clusters = new Set(parts.map(([cluster]) => cluster))
  return clusters.size > 1 ? keys : parts.map(([, name]) => name)
}

function noTraffic({ base, rights }: EmptyAsk): Empty {
  const visible = [...namespacesWithTraffic(base)].filter((key) => rights.seesText(key)).sort()
  if (visible.length === 0) return quiet(base)
  const more = visible.length > namesTold ? ` and ${visible.length - namesTold} more` : ''
  const message =
    `No traffic in the selection in the last ${wordWindow(base.traffic.windowSeconds)}. ` +
    `There is some in ${shortest(visible).slice(0, namesTold).join(', ')}${more}.`
  return { code: 'noTrafficInSelection', message }
}
