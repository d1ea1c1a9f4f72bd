import type { TrafficSample } from '../../seams/traffic.ts'
import type { BaseMtls } from '../base-graph.ts'
import { isTold } from './told.ts'

type Basis = Exclude<BaseMtls['basis'], null>

/** Whose word is taken first. */
const bases = ['waypoint', 'destination', 'ztunnel', 'principals'] as const satisfies Basis[]

const nothingKnown: BaseMtls = {
  basis: null,
  knownPerSecond: 0,
  mutualPerSecond: 0,
  sourcePrincipals: [],
  destinationPrincipals: [],
}

/**
 * How much of an edge is mutual TLS, weighted by requests or bytes over all its rows, whoever's
 * count is the edge's number. The server or the waypoint knows; a client's sidecar does not, and
 * its silence is not a no. Without their word the principals tell: a proxy that writes them for
 * some connections leaves them out only where there was no peer certificate.
 */
export function sumMtls(rows: readonly TrafficSample[], lists: NameLists): BaseMtls {
  const spoken = basisOf(rows)
  if (spoken === null) return nothingKnown
  let known = 0
  let mutual = 0
  for (const row of rows) {
    if (!speaks(row, spoken) || !isMeasured(row)) continue
    known += row.value
    if (spoken === 'principals' ? hasPrincipals(row) : row.security === 'mutualTls') {
      mutual += row.value
    }
  }
  return {
    basis: spoken,
    knownPerSecond: known,
    mutualPerSecond: mutual,
    sourcePrincipals: principalsOf(rows, 'sourcePrincipal', lists),
    destinationPrincipals: principalsOf(rows, 'destinationPrincipal', lists),
  }
}

function basisOf(rows: readonly TrafficSample[]): Basis | null {
  for (const basis of bases) for (const row of rows) if (hasWord(row, basis)) return basis
  return null
}

/**
 * What a node's proxy knows of the connections below these requests, weighted by the requests. The
 * word of whoever read the requests comes first, unless it is only a guess by principals.
 */
export function lendMtls(own: BaseMtls, below: BaseMtls, rows: readonly TrafficSample[]): BaseMtls {
  const isSpoken = own.basis !== null && own.basis !== 'principals'
  if (isSpoken || below.knownPerSecond === 0) return own
  const requests = rows.filter(isMeasured)
  const count = (reporter: TrafficSample['reporter']): number =>
    requests.reduce((sum, row) => (row.reporter === reporter ? sum + row.value : sum), 0)
  const known = Math.max(count('source'), count('destination'))
  return {
    ...below,
    knownPerSecond: known,
    mutualPerSecond: (known * below.mutualPerSecond) / below.knownPerSecond,
  }
}

function hasWord(row: TrafficSample, basis: Basis): boolean {
  return speaks(row, basis) && (basis !== 'principals' || hasPrincipals(row))
}

function speaks(row: TrafficSample, basis: Basis): boolean {
  switch (basis) {
    case 'waypoint':
    case 'destination':
      return row.reporter === basis && row.security !== null
    case 'ztunnel':
      return row.reporter === 'source' && row.isNodeProxy && row.security !== null
    case 'principals':
      return row.reporter === 'source'
  }
}

function hasPrincipals(row: TrafficSample): boolean {
  return row.sourcePrincipal !== null && row.destinationPrincipal !== null
}

function isMeasured({ measure, value }: TrafficSample): boolean {
  const isRate =
    measure === 'requests' || measure === 'tcpSentBytes' || measure === 'tcpReceivedBytes'
  return isRate && isTold(value)
}

const noPrincipals: readonly string[] = []

/** Lists of one name: of a workload's principal, thousands of edges tell. */
export interface NameLists {
  readonly of: (name: string) => readonly string[]
}

export function createNameLists(): NameLists {
  const lists = new Map<string, readonly string[]>()
  return {
    of: (name) => {
      let list = lists.get(name)
      if (list === undefined) lists.set(name, (list = [name]))
      return list
    },
  }
}

function principalsOf(
  rows: readonly TrafficSample[],
  field: 'sourcePrincipal' | 'destinationPrincipal',
  lists: NameLists,
): readonly string[] {
  let only: string | null = null
  for (const row of rows) {
    const name = row[field]
    if (name === null || name === only) continue
    if (only !== null) return [...new Set(rows.flatMap((one) => one[field] ?? []))].sort()
    only = name
  }
  return only === null ? noPrincipals : lists.of(only)
}
