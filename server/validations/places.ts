import { validities, type FindingCounts } from '#contract/config.ts'
import type { TouchingObject, ValidationPlaces, WorkloadPlace } from '#contract/places.ts'
import type { Finding } from '#contract/validations.ts'
import { objectIdOf, type KubeObject } from '../seams/kube-object.ts'
import type { SeenReport } from './cut.ts'
import { podLabelsOf, reachOf } from './reach.ts'
import { countFindings, validityOf, worstFirst } from './rows.ts'

/**
 * Where the findings are felt: the namespaces, services, workloads and hosts that objects with
 * findings touch, as far as the viewer may see them. Nothing is said of what nothing touches.
 */
export function listPlaces(seen: readonly SeenReport[]): ValidationPlaces {
  const answer = new Answer()
  for (const one of seen) addReport(answer, one)
  return answer.build(seen)
}

/** The places of those who see everything are made once per report. */
const placesOfAll = new WeakMap<object, ValidationPlaces>()

/** The same, remembered for a single report that is seen whole. */
export function placesFor(seen: readonly SeenReport[]): ValidationPlaces {
  const [only] = seen
  if (seen.length !== 1 || only?.sight.seesAll !== true) return listPlaces(seen)
  let places = placesOfAll.get(only.report)
  if (places === undefined) placesOfAll.set(only.report, (places = listPlaces(seen)))
  return places
}

function addReport(answer: Answer, { report, sight }: SeenReport): void {
  const { cluster } = report
  const reach = reachOf(report)
  const touching = [...report.findings]
    .flatMap(([key, findings]) => {
      const object = report.objects.get(key)
      if (object === undefined || !sight.sees(objectIdOf(object))) return []
      return [{ object, said: touchingOf(object, findings.map(sight.cut)) }]
    })
    .sort((one, other) => rankOf(one.said) - rankOf(other.said))
  for (const { object, said } of touching) {
    const index = answer.addObject(said)
    const { namespace = '' } = object.metadata
    if (namespace !== '') answer.addToNamespace(cluster, namespace, said.counts)
    const touched = reach.touchedBy(object)
    for (const service of touched.services)
      if (sight.sees(objectIdOf(service))) answer.touchService(cluster, service, index)
    for (const workload of new Set([...touched.workloads, ...touched.called])) {
      if (!sight.sees(objectIdOf(workload))) continue
      const isCalled = touched.called.has(workload)
      answer.touchWorkload(cluster, workload, { index, isCalled })
    }
    for (const host of touched.hosts) answer.touchHost(host, index)
  }
}

function rankOf({ validity }: TouchingObject): number {
  return validities.indexOf(validity)
}

function touchingOf(object: KubeObject, findings: readonly Finding[]): TouchingObject {
  const counts = countFindings(findings)
  const [worst] = [...findings].sort(worstFirst)
  return {
    object: objectIdOf(object),
    validity: validityOf(counts, true),
    counts,
    worst: {
      rule: worst?.rule ?? '',
      severity: worst?.severity ?? 'info',
      message: worst?.message ?? '',
    },
  }
}

/** Nothing counted yet. */
function noCounts(): FindingCounts {
  return { error: 0, warning: 0, info: 0, acknowledged: 0 }
}

function addCounts(sum: FindingCounts, more: FindingCounts): void {
  for (const name of ['error', 'warning', 'info', 'acknowledged'] as const) sum[name] += more[name]
}

interface Place {
  readonly cluster: string
  readonly object: KubeObject
  readonly indexes: number[]
  readonly called: number[]
}

/** Gathers places while objects are gone through, the worst first. */
class Answer {
  readonly #objects: TouchingObject[] = []
  readonly #namespaces = new Map<string, ValidationPlaces['namespaces'][number]>()
  readonly #services = new Map<KubeObject, Place>()
  readonly #workloads = new Map<KubeObject, Place>()
  readonly #hosts = new Map<string, number[]>()

  addObject(touching: TouchingObject): number {
    return this.#objects.push(touching) - 1
  }

  addToNamespace(cluster: string, name: string, counts: FindingCounts): void {
    const key = `${cluster}/${name}`
    let known = this.#namespaces.get(key)
    if (known === undefined)
      this.#namespaces.set(key, (known = { cluster, name, counts: noCounts() }))
    addCounts(known.counts, counts)
  }

  touchService(cluster: string, object: KubeObject, index: number): void {
    placeIn(this.#services, cluster, object).indexes.push(index)
  }

  touchWorkload(
    cluster: string,
    object: KubeObject,
    { index, isCalled }: { readonly index: number; readonly isCalled: boolean },
  ): void {
    const place = placeIn(this.#workloads, cluster, object)
    place.indexes.push(index)
    if (isCalled) place.called.push(index)
  }

  touchHost(host: string, index: number): void {
    const known = this.#hosts.get(host)
    if (known === undefined) this.#hosts.set(host, [index])
    else known.push(index)
  }

  build(seen: readonly SeenReport[]): ValidationPlaces {
    const missing = seen.flatMap(({ report }) =>
      report.notChecked.filter(({ object }) => object === null).map(({ rule }) => rule),
    )
    return {
      at: Math.max(0, ...seen.map(({ report }) => report.at)),
      objects: this.#objects,
      namespaces: [...this.#namespaces.values()],
      services: [...this.#services.values()].map((place) => this.#placeOf(place)),
      workloads: [...this.#workloads.values()].map((place): WorkloadPlace => {
        const labels = podLabelsOf(place.object)
        return {
          ...this.#placeOf(place),
          kind: place.object.kind,
          app: labels['app.kubernetes.io/name'] ?? labels['app'] ?? null,
          version: labels['app.kubernetes.io/version'] ?? labels['version'] ?? null,
          calledBy: place.called,
        }
      }),
      hosts: [...this.#hosts].map(([host, indexes]) => ({
        ...{ host, counts: this.#sum(indexes), touchedBy: indexes },
      })),
      notCheckedRules: new Set(missing).size,
    }
  }

  #placeOf({ cluster, object, indexes }: Place): ValidationPlaces['services'][number] {
    const { name, namespace = '' } = object.metadata
    return { cluster, namespace, name, counts: this.#sum(indexes), touchedBy: indexes }
  }

  #sum(indexes: readonly number[]): FindingCounts {
    const sum = noCounts()
    for (const index of indexes) addCounts(sum, this.#objects[index]?.counts ?? noCounts())
    return sum
  }
}

function placeIn(places: Map<KubeObject, Place>, cluster: string, object: KubeObject): Place {
  let place = places.get(object)
  if (place === undefined)
    places.set(object, (place = { cluster, object, indexes: [], called: [] }))
  return place
}
