import { setImmediate as breathe } from 'node:timers/promises'
import type { Finding } from '#contract/validations.ts'
import type { Caller } from '../auth/caller.ts'
import { askKindRights } from '../auth/kind-rights.ts'
import type { Inventory } from '../seams/inventory.ts'
import { objectKeyOf, type KubeObject } from '../seams/kube-object.ts'
import type { Rule, TrafficFacts } from '../seams/rule.ts'
import type { ClusterSource } from '../seams/source.ts'
import { questionsFor, sightOf, type SeenReport } from '../validations/cut.ts'
import { objectsOfInventory } from '../validations/from-inventory.ts'
import type { ConfigReport } from '../validations/report.ts'
import { unknownKindsOf } from '../validations/unknown-kinds.ts'
import { Validator } from '../validations/validator.ts'

export interface ValidationsOptions {
  readonly clusters: readonly ClusterSource[]
  readonly rules: readonly Rule[]
  /** Groups of custom resources that the clusters are asked for. */
  readonly readGroups: ReadonlySet<string>
  readonly readReferences: ConfigReport['readReferences']
  readonly now: () => number // epoch ms
  /** Who calls whom of late, by cluster; null: it cannot be told. Absent: nobody can tell. */
  readonly traffic?: (cluster: string) => Promise<TrafficFacts | null>
}

const clockEveryMs = 60_000
const trafficEveryMs = 180_000
/** Nobody else waits longer than this while thousands of objects are judged. */
const sliceMs = 20
const takenAtOnce = 1000

/**
 * What rules say of the configuration, kept for all who ask. It works when somebody asks and
 * something has changed since: then only what the change concerns is judged again.
 */
export class Validations {
  readonly #clusters: readonly ClusterReports[]

  constructor(options: ValidationsOptions) {
    this.#clusters = options.clusters.map((cluster) => new ClusterReports(cluster, options))
  }

  /** One report per cluster, of the newest inventory. The same object as long as nothing changes. */
  async reports(): Promise<readonly ConfigReport[]> {
    return await Promise.all(this.#clusters.map((one) => one.report()))
  }

  /** The same, each with what the caller may read of it: namespace by namespace, kind by kind. */
  async seenBy(caller: Caller): Promise<readonly SeenReport[]> {
    return await Promise.all(this.#clusters.map((one) => one.seenBy(caller)))
  }
}

class ClusterReports {
  readonly #cluster: ClusterSource
  readonly #options: ValidationsOptions
  #pass: Pass | null = null
  #running: Promise<ConfigReport> | null = null
  #traffic: TrafficFacts | null = null
  #trafficAskedAt = Number.NEGATIVE_INFINITY

  constructor(cluster: ClusterSource, options: ValidationsOptions) {
    this.#cluster = cluster
    this.#options = options
  }

  /** Whoever comes while a pass is running gets what that pass finds. */
  report(): Promise<ConfigReport> {
    this.#running ??= this.#update().finally(() => (this.#running = null))
    return this.#running
  }

  /** Whoever reads as the console itself reads all that it reads. */
  async seenBy({ identity, viewer }: Caller): Promise<SeenReport> {
    const report = await this.report()
    const mayList =
      identity.kind === 'anonymous'
        ? 'all'
        : await askKindRights(this.#cluster, {
            identity,
            namespacesByKind: questionsFor(report, viewer),
          })
    return { report, sight: sightOf(report, { viewer, mayList }) }
  }

  async #update(): Promise<ConfigReport> {
    const inventory = this.#cluster.inventory()
    const at = this.#options.now()
    const before = this.#pass
    this.#askTraffic(at)
    const isSame = before?.revision === inventory.revision && before.traffic === this.#traffic
    if (isSame && !isDue(before, at)) return before.report
    const pass = await this.#judge(inventory, at, before)
    this.#pass = pass
    return pass.report
  }

  /**
   * Asks for newer traffic while nobody waits for it: what is said without it is said at once, and
   * rules that need it are not checked until it is there.
   */
  #askTraffic(at: number): void {
    const { traffic } = this.#options
    if (traffic === undefined || at - this.#trafficAskedAt < trafficEveryMs) return
    this.#trafficAskedAt = at
    traffic(this.#cluster.cluster).then(
      (facts) => (this.#traffic = facts),
      () => (this.#traffic = null),
    )
  }

  async #judge(inventory: Inventory, at: number, before: Pass | null): Promise<Pass> {
    const { rules, readGroups, readReferences } = this.#options
    const unknown = unknownKindsOf(inventory, rules, readGroups)
    const unknownKinds = new Set(unknown.map(({ kind }) => kind))
    const unknownKey = [...unknownKinds].join()
    // What a kind that is known now says may concern every object: all begins anew.
    const kept = before?.unknownKey === unknownKey ? before : null
    const traffic = this.#traffic
    const validator = kept?.validator ?? new Validator({ rules, nowMs: at, traffic, unknownKinds })
    const objects = keyed(inventory)
    await takeDifference(validator, kept?.objects ?? new Map<string, KubeObject>(), objects)
    const clockAt = kept === null ? at : passAmbient(kept, { at, traffic })
    await judgeInSlices(validator)
    const report: ConfigReport = {
      ...{ cluster: inventory.cluster, at, objects, unknown, rules, readReferences },
      namespaces: inventory.namespaces.map(({ name }) => name),
      findings: findingsOf(validator, objects),
      notChecked: validator.notChecked(),
    }
    const { revision } = inventory
    return { revision, clockAt, unknownKey, traffic, validator, objects, report }
  }
}

interface Pass {
  readonly revision: number
  readonly clockAt: number
  readonly unknownKey: string
  readonly traffic: TrafficFacts | null
  readonly validator: Validator
  readonly objects: ReadonlyMap<string, KubeObject>
  readonly report: ConfigReport
}

/** Time has passed for rules that look at the clock. */
function isDue({ clockAt }: Pass, at: number): boolean {
  return at - clockAt >= clockEveryMs
}

/** Tells of time and traffic what has changed since; answers which time is told now. */
function passAmbient(
  kept: Pass,
  { at, traffic }: { readonly at: number; readonly traffic: TrafficFacts | null },
): number {
  if (kept.traffic !== traffic) kept.validator.passTraffic(traffic)
  if (!isDue(kept, at)) return kept.clockAt
  kept.validator.passTime(at)
  return at
}

function keyed(inventory: Inventory): ReadonlyMap<string, KubeObject> {
  return new Map(objectsOfInventory(inventory).map((object) => [objectKeyOf(object), object]))
}

async function takeDifference(
  validator: Validator,
  before: ReadonlyMap<string, KubeObject>,
  after: ReadonlyMap<string, KubeObject>,
): Promise<void> {
  validator.take({
    removed: [...before].flatMap(([key, object]) => (after.has(key) ? [] : [object])),
  })
  const put = [...after].flatMap(([key, object]) => (before.get(key) === object ? [] : [object]))
  for (let from = 0; from < put.length; from += takenAtOnce) {
    if (from > 0) await breathe()
    validator.take({ put: put.slice(from, from + takenAtOnce) })
  }
}

async function judgeInSlices(validator: Validator): Promise<void> {
  for (;;) {
    validator.judge(sliceMs)
    if (validator.waiting === 0) return
    await breathe()
  }
}

/** Only of objects of which something is said. */
function findingsOf(
  validator: Validator,
  objects: ReadonlyMap<string, KubeObject>,
): ReadonlyMap<string, readonly Finding[]> {
  const findings = new Map<string, readonly Finding[]>()
  for (const [key, object] of objects) {
    const found = validator.findingsOf(object)
    if (found.length > 0) findings.set(key, found)
  }
  return findings
}
