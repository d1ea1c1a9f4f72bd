import type { ValidationPlaces } from '#contract/places.ts'
import type { Entry } from './entry.ts'

export interface FindingCountsOf {
  readonly error: number
  readonly warning: number
  readonly info: number
}

/** What the rules say of objects that touch a thing; what is acknowledged does not count. */
export interface FindingsBook {
  readonly of: (entry: Entry) => FindingCountsOf
  readonly ofNamespace: (cluster: string, name: string) => FindingCountsOf
}

const books = new WeakMap<ValidationPlaces, FindingsBook>()
const none: FindingCountsOf = { error: 0, warning: 0, info: 0 }

/** Made once for the places of one judgement. */
export function bookOf(places: ValidationPlaces): FindingsBook {
  const known = books.get(places)
  if (known !== undefined) return known
  const made = createBook(places)
  books.set(places, made)
  return made
}

function createBook({ objects, services, workloads, namespaces }: ValidationPlaces): FindingsBook {
  type Place = ValidationPlaces['services'][number]
  const keyed = (list: readonly Place[]): ReadonlyMap<string, Place> =>
    new Map(list.map((one) => [`${one.cluster}/${one.namespace}/${one.name}`, one]))
  const byService = keyed(services)
  const byWorkload = keyed(workloads)
  const byNamespace = new Map(namespaces.map((one) => [`${one.cluster}/${one.name}`, one.counts]))
  return {
    ofNamespace: (cluster, name) => pick(byNamespace.get(`${cluster}/${name}`)),
    of: ({ kind, cluster, namespace, name, source }) => {
      const key = `${cluster}/${namespace}/${name}`
      if (kind === 'service') return pick(byService.get(key)?.counts)
      if (kind === 'workload') return pick(byWorkload.get(key)?.counts)
      // What touches several of its workloads counts once.
      const touching = new Set(
        source.workloads.flatMap(
          (one) => byWorkload.get(`${cluster}/${namespace}/${one.name}`)?.touchedBy ?? [],
        ),
      )
      return sum([...touching].flatMap((index) => objects[index]?.counts ?? []))
    },
  }
}

function pick(counts: FindingCountsOf | undefined): FindingCountsOf {
  if (counts === undefined) return none
  return { error: counts.error, warning: counts.warning, info: counts.info }
}

function sum(all: readonly FindingCountsOf[]): FindingCountsOf {
  return all.reduce(
    (total, { error, warning, info }) => ({
      error: total.error + error,
      warning: total.warning + warning,
      info: total.info + info,
    }),
    none,
  )
}
