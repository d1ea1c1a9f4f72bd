import type { Callee, Grant, Permissions, Permit } from '../../seams/permissions.ts'

/** What may be drawn: places are indexes of drawn nodes, -1 for what is not in the picture. */
export interface SilentAsk {
  /** Where a workload of the cluster is drawn. */
  readonly placeOf: (workload: string) => number
  /** Where a callee is drawn, and which of its workloads stand there; null: as a service. */
  readonly placesOf: (callee: Callee) => readonly CalleePlace[]
  /** Whether two places may be joined: neither by traffic, nor outside of what was chosen. */
  readonly isFree: (source: number, target: number) => boolean
}

export interface CalleePlace {
  readonly place: number
  readonly workload: string | null
}

/** A call that is allowed between two drawn nodes, with the objects that allow it. */
export interface SilentCall {
  readonly source: number
  readonly target: number
  readonly permits: Permit[]
}

/** How many pairs of one picture are looked at, and how many lines are drawn. */
export interface SilentBudget {
  pairs: number
  lines: number
}

/**
 * The calls that the configuration of one cluster allows between drawn nodes. It goes by places,
 * not by workloads: between two closed namespaces one allowed pair is enough. What is left of the
 * budget is written into it; nothing left means that there may be more.
 */
export function findSilentCalls(
  permissions: Permissions,
  ask: SilentAsk,
  budget: SilentBudget,
): readonly SilentCall[] {
  const found = new Map<number, SilentCall>()
  const places = createPlaces(ask)
  for (const grant of permissions.grants) {
    const callees = places.ofCallees(grant.callees)
    for (const [source, callers] of places.ofCallers(grant.callers)) {
      for (const [target, members] of callees) {
        if (budget.pairs <= 0) return [...found.values()]
        budget.pairs -= 1
        const key = source * shift + target
        const known = found.get(key)
        if (known !== undefined) {
          addPermit(known, grant)
          continue
        }
        if (!ask.isFree(source, target)) continue
        if (!isAllowed(permissions, { callers, members, budget })) continue
        if (budget.lines <= 0) return [...found.values()]
        budget.lines -= 1
        found.set(key, { source, target, permits: [grant.because] })
      }
    }
  }
  return [...found.values()]
}

const shift = 2 ** 26

/** One object may say the same of several workloads behind one place, one after the other. */
function addPermit({ permits }: SilentCall, { because }: Grant): void {
  const last = permits.at(-1)
  const isSame =
    last?.kind === because.kind &&
    last.namespace === because.namespace &&
    last.name === because.name
  if (!isSame) permits.push(because)
}

interface Member {
  readonly callee: Callee
  readonly workload: string | null
}

interface PairOfPlaces {
  readonly callers: readonly string[]
  readonly members: readonly Member[]
  readonly budget: SilentBudget
}

function isAllowed(
  { isRefused }: Permissions,
  { callers, members, budget }: PairOfPlaces,
): boolean {
  for (const caller of callers) {
    for (const { callee, workload } of members) {
      budget.pairs -= 1
      if (caller === workload) continue
      if (!isRefused({ caller, workload, services: callee.services })) return true
      if (budget.pairs <= 0) return false
    }
  }
  return false
}

interface Places {
  readonly ofCallers: (callers: readonly string[]) => ReadonlyMap<number, readonly string[]>
  readonly ofCallees: (callees: readonly Callee[]) => ReadonlyMap<number, readonly Member[]>
}

/** Grants share their lists: each is put into places once. */
function createPlaces({ placeOf, placesOf }: SilentAsk): Places {
  const ofCallers = (callers: readonly string[]): ReadonlyMap<number, readonly string[]> => {
    const places = Map.groupBy(callers, placeOf)
    places.delete(-1)
    return places
  }
  const ofCallees = (callees: readonly Callee[]): ReadonlyMap<number, readonly Member[]> => {
    const places = new Map<number, Member[]>()
    for (const callee of callees) {
      for (const { place, workload } of placesOf(callee)) {
        if (place === -1) continue
        const list = places.get(place)
        if (list === undefined) places.set(place, [{ callee, workload }])
        else list.push({ callee, workload })
      }
    }
    return places
  }
  return { ofCallers: rememberByList(ofCallers), ofCallees: rememberByList(ofCallees) }
}

function rememberByList<Item, Value>(
  make: (list: readonly Item[]) => Value,
): (list: readonly Item[]) => Value {
  const made = new Map<readonly Item[], Value>()
  return (list) => {
    const known = made.get(list)
    if (known !== undefined) return known
    const value = make(list)
    made.set(list, value)
    return value
  }
}
