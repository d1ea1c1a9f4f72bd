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
import { judgeChange, judgeInSlices, type Change, type JudgedChange } from './judging.ts'
import { readMeshSettings, type SettingsAt } from './mesh-settings.ts'
import { Seldom } from './seldom.ts'

export interface ValidationsOptions {
  readonly clusters: readonly ClusterSource[]
  readonly rules: readonly Rule[]
  /** Groups of custom resources that the clusters are asked for. */
  readonly readGroups: ReadonlySet<string>
  readonly readReferences: ConfigReport['readReferences']
  readonly now: () => number // epoch ms
  /** Who calls whom of late, by cluster; null: it cannot be told. Absent: nobody can tell. */
  readonly traffic?: (cluster: string) => Promise<TrafficFacts | null>
  /** Where the meshes keep their settings. Absent: they are not read. */
  readonly settingsAt?: SettingsAt
}

const clockEveryMs = 60_000
const trafficEveryMs = 180_000
const settingsEveryMs = 60_000
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

  /** See `ClusterReports.tryOut`; null: that cluster is none of these. */
  async tryOut(
    cluster: ClusterSource,
    { caller, change }: { readonly caller: Caller; readonly change: Change },
  ): Promise<Trial | null> {
    return (await this.#clusters.find((one) => one.isOf(cluster))?.tryOut(caller, change)) ?? null
  }
}

/** What would be known of a change. */
export interface Trial extends JudgedChange, SeenReport {}

class ClusterReports {
  readonly #cluster: ClusterSource
  readonly #options: ValidationsOptions
  #pass: Pass | null = null
  #running: Promise<ConfigReport> | null = null
  /** What is said without it is said at once: rules that need it are not checked until it is there. */
  readonly #traffic: Seldom<TrafficFacts | null>
  readonly #settings: Seldom<readonly KubeObject[] | null>

  constructor(cluster: ClusterSource, options: ValidationsOptions) {
    this.#cluster = cluster
    this.#options = options
    const { traffic, settingsAt } = options
    this.#traffic = new Seldom(async () => (await traffic?.(cluster.cluster)) ?? null, {
      everyMs: trafficEveryMs,
      without: null,
    })
    let before: readonly KubeObject[] | null = null
    const readSettings = async (): Promise<readonly KubeObject[] | null> => {
      if (settingsAt === undefined) return null
      return (before = await readMeshSettings(cluster, settingsAt, before))
    }
    this.#settings = new Seldom(readSettings, { everyMs: settingsEveryMs, without: null })
  }

  isOf(cluster: ClusterSource): boolean {
    return this.#cluster === cluster
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

  /**
   * What the rules would say after a change, which is taken back at once. Passes wait for it, and it
   * for them.
   */
  async tryOut(caller: Caller, change: Change): Promise<Trial> {
    let pass: Pass | null = null
    while (pass === null || this.#running !== null) {
      await this.report()
      pass = this.#pass
    }
    const { report } = pass
    const judging = judgeChange(pass, change)
    const over = (): ConfigReport => report
    this.#running = judging.then(over, over).finally(() => (this.#running = null))
    const judged = await judging
    return { ...judged, ...(await this.seenBy(caller)) }
  }

  async #update(): Promise<ConfigReport> {
    const inventory = this.#cluster.inventory()
    const at = this.#options.now()
    const before = this.#pass
    const around = {
      at,
      traffic: this.#traffic.latest(at),
      settings: await this.#settings.known(at),
    }
    if (before !== null && isNewest(before, inventory, around)) return before.report
    const pass = await this.#judge(inventory, around, before)
    this.#pass = pass
    return pass.report
  }

  async #judge(inventory: Inventory, around: Around, before: Pass | null): Promise<Pass> {
    const { rules, readGroups, readReferences } = this.#options
    const { at, traffic, settings } = around
    const unknown = unknownKindsOf(inventory, rules, readGroups)
    const unknownKinds = new Set(unknown.map(({ kind }) => kind))
    // Of all others nothing is known, but rules ask for the settings of meshes only.
    if (settings !== null) unknownKinds.delete('ConfigMap')
    const unknownKey = [...unknownKinds].join()
    // What a kind that is known now says may concern every object: all begins anew.
    const kept = before?.unknownKey === unknownKey ? before : null
    const validator = kept?.validator ?? new Validator({ rules, nowMs: at, traffic, unknownKinds })
    const objects = keyed([...objectsOfInventory(inventory), ...(settings ?? [])])
    await takeDifference(validator, kept?.objects ?? new Map<string, KubeObject>(), objects)
    const clockAt = kept === null ? at : passAmbient(kept, around)
    await judgeInSlices(validator)
    const report: ConfigReport = {
      ...{ cluster: inventory.cluster, at, objects, unknown, rules, readReferences },
      namespaces: inventory.namespaces.map(({ name }) => name),
      findings: findingsOf(validator, objects),
      notChecked: validator.notChecked(),
    }
    const { revision } = inventory
    return { revision, clockAt, unknownKey, traffic, settings, validator, objects, report }
  }
}

/** What rules look at beside the inventory. */
interface Around {
  readonly at: number // epoch ms
  readonly traffic: TrafficFacts | null
  readonly settings: readonly KubeObject[] | null
}

interface Pass {
  readonly revision: number
  readonly clockAt: number
  readonly unknownKey: string
  readonly traffic: TrafficFacts | null
  readonly settings: readonly KubeObject[] | null
  readonly validator: Validator
  readonly objects: ReadonlyMap<string, KubeObject>
  readonly report: ConfigReport
}

/** Nothing has changed since, and no clock has to be looked at again. */
function isNewest(pass: Pass, { revision }: Inventory, { at, traffic, settings }: Around): boolean {
  const isSame = pass.traffic === traffic && pass.settings === settings
  return isSame && pass.revision === revision && !isDue(pass, at)
}

/** Time has passed for rules that look at the clock. */
function isDue({ clockAt }: Pass, at: number): boolean {
  return at - clockAt >= clockEveryMs
}

/** Tells of time and traffic what has changed since; answers which time is told now. */
function passAmbient(kept: Pass, { at, traffic }: Around): number {
  if (kept.traffic !== traffic) kept.validator.passTraffic(traffic)
  if (!isDue(kept, at)) return kept.clockAt
  kept.validator.passTime(at)
  return at
}

function keyed(objects: readonly KubeObject[]): ReadonlyMap<string, KubeObject> {
  return new Map(objects.map((object) => [objectKeyOf(object), object]))
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
