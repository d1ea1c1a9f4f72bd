import type { Finding, NotChecked, ObjectId } from '#contract/validations.ts'
import { Field } from '../seams/field.ts'
import {
  kindKeyOf,
  objectIdOf,
  objectKeyOf,
  type KindKey,
  type KubeObject,
} from '../seams/kube-object.ts'
import type { Hit, Rule, Subject, TrafficFacts, View } from '../seams/rule.ts'
import { acknowledgedRules } from './acknowledge.ts'
import { Dependencies, type Ambient, type SubjectReader } from './dependencies.ts'
import { ObjectStore, type Question } from './object-store.ts'
import { createView, type ViewState } from './view.ts'

export interface ValidatorOptions {
  readonly rules: readonly Rule[]
  /** Kinds of which no object is known, so that none of them means nothing. */
  readonly unknownKinds?: ReadonlySet<KindKey>
  /** What one rule may take of one pass, in ms; then it is left out of the rest and reported. */
  readonly ruleBudgetMs?: number
  readonly nowMs?: number | null
  readonly traffic?: TrafficFacts | null
  /** Objects come once and stay: nothing is remembered for judging again. Default: they change. */
  readonly isOnce?: boolean
  /** A clock of ms for budgets only. */
  readonly stopwatch?: () => number
}

/** What changed since the last pass. */
export interface Changes {
  readonly put?: readonly KubeObject[]
  readonly removed?: readonly KubeObject[]
}

export interface PassReport {
  /** How many objects were judged. */
  readonly judged: number
  readonly msByRule: ReadonlyMap<string, number>
}

interface Judgement {
  readonly findings: readonly Finding[]
  readonly notChecked: readonly NotChecked[]
}

const usualRuleBudgetMs = 2000
const noJudgement: Judgement = { findings: [], notChecked: [] }

/**
 * Judges objects by rules, and again only those whose judgement a change may alter. Pure but for
 * its stopwatch: the same objects give the same findings, whatever order they came in. Never throws
 * for what the objects say; a rule that throws is reported for that object and stops no other.
 */
export class Validator {
  readonly #store = new ObjectStore()
  readonly #dependencies: Dependencies
  readonly #judgements = new Map<string, Judgement>()
  readonly #readers = new Map<string, SubjectReader>()
  readonly #rules: readonly Rule[]
  #rulesByKind: ReadonlyMap<KindKey, readonly Rule[]> = new Map()
  #missing: readonly NotChecked[] = []
  readonly #state: ViewState
  readonly #budgetMs: number
  readonly #stopwatch: () => number
  #spentMs = new Map<string, number>()
  /** Taken in and not judged yet. */
  readonly #waiting = new Set<string>()

  constructor(options: ValidatorOptions) {
    const { rules, nowMs = null, traffic = null, unknownKinds = new Set<KindKey>() } = options
    this.#state = { nowMs, traffic, unknownKinds }
    this.#dependencies = new Dependencies(options.isOnce !== true)
    this.#budgetMs = options.ruleBudgetMs ?? usualRuleBudgetMs
    this.#stopwatch = options.stopwatch ?? (() => performance.now())
    this.#rules = rules
    this.#chooseRules()
  }

  /** Those that can do their work with what the view tells. */
  #chooseRules(): void {
    this.#missing = this.#rules.flatMap((rule) => missingFor(rule, this.#state))
    const isMissing = new Set(this.#missing.map(({ rule }) => rule))
    const able = this.#rules.filter(({ id }) => !isMissing.has(id))
    const kinds = new Set(able.flatMap((rule) => rule.kinds))
    this.#rulesByKind = new Map(
      [...kinds].map((kind) => [kind, able.filter((rule) => rule.kinds.includes(kind))]),
    )
  }

  /** Takes changes in and judges whatever they concern. */
  apply(changes: Changes): PassReport {
    this.take(changes)
    return this.judge()
  }

  /** Takes changes in; whatever they concern waits to be judged. */
  take({ put = [], removed = [] }: Changes): void {
    const touched: Question[] = []
    for (const object of removed) {
      const objectKey = objectKeyOf(object)
      touched.push(...this.#store.remove(objectKey))
      this.#waiting.add(objectKey)
    }
    for (const object of put) {
      touched.push(...this.#store.put(object))
      this.#waiting.add(objectKeyOf(object))
    }
    for (const objectKey of this.#dependencies.dirtiedBy(touched)) this.#waiting.add(objectKey)
  }

  /** How many objects wait to be judged. */
  get waiting(): number {
    return this.#waiting.size
  }

  /**
   * Judges what waits. With `sliceMs` it leaves the rest waiting after about so long, for whoever
   * has other things to do in between; the budgets of rules then hold for each slice.
   */
  judge(sliceMs = Infinity): PassReport {
    this.#spentMs = new Map()
    const until = this.#stopwatch() + sliceMs
    let judged = 0
    for (const objectKey of this.#waiting) {
      this.#waiting.delete(objectKey)
      if (this.#judgeAnew(objectKey)) judged += 1
      if (this.#stopwatch() > until) break
    }
    return { judged, msByRule: this.#spentMs }
  }

  /** Time has passed, or there is newer traffic: judges whatever asked for it. */
  refresh({
    nowMs,
    traffic,
  }: {
    readonly nowMs?: number | null
    readonly traffic?: TrafficFacts | null
  }): PassReport {
    if (nowMs !== undefined) this.passTime(nowMs)
    if (traffic !== undefined) this.passTraffic(traffic)
    return this.judge()
  }

  /**
   * There is newer traffic: whatever asked for it waits to be judged. When it comes or goes as a
   * whole, all that rules about traffic could say something of.
   */
  passTraffic(traffic: TrafficFacts | null): void {
    const wasThere = this.#state.traffic !== null
    this.#state.traffic = traffic
    if (wasThere === (traffic !== null)) {
      this.#waitFor('traffic')
      return
    }
    this.#chooseRules()
    const asking = this.#rules.filter(({ needsAlso }) => needsAlso?.includes('traffic') === true)
    for (const kind of new Set(asking.flatMap(({ kinds }) => kinds)))
      for (const object of this.#store.find('kind', kind)) this.#waiting.add(objectKeyOf(object))
    this.#waitFor('traffic')
  }

  /** Time has passed: whatever asked for it waits to be judged. */
  passTime(nowMs: number | null): void {
    this.#state.nowMs = nowMs
    this.#waitFor('clock')
  }

  #waitFor(what: Ambient): void {
    for (const objectKey of this.#dependencies.dirtiedByAmbient(what)) this.#waiting.add(objectKey)
  }

  /** All findings, ordered by object, rule and place. */
  findings(): readonly Finding[] {
    return [...this.#judgements.keys()]
      .sort()
      .flatMap((key) => this.#judgements.get(key)?.findings ?? [])
  }

  findingsOf(object: Pick<KubeObject, 'apiVersion' | 'kind' | 'metadata'>): readonly Finding[] {
    return this.#judgements.get(objectKeyOf(object))?.findings ?? []
  }

  /** What was not looked at, and why. */
  notChecked(): readonly NotChecked[] {
    return [...this.#missing, ...[...this.#judgements.values()].flatMap((one) => one.notChecked)]
  }

  /** False when the object is gone: what was said of it is forgotten. */
  #judgeAnew(objectKey: string): boolean {
    const known = this.#readers.get(objectKey)
    if (known !== undefined) this.#dependencies.forget(known)
    const object = this.#store.get(objectKey)
    if (object === undefined) {
      this.#readers.delete(objectKey)
      this.#judgements.delete(objectKey)
      return false
    }
    const reader = known ?? { objectKey, reads: new Set() }
    this.#readers.set(objectKey, reader)
    this.#judgements.set(objectKey, this.#judge(object, reader))
    return true
  }

  #judge(object: KubeObject, reader: SubjectReader): Judgement {
    const rules = this.#rulesByKind.get(kindKeyOf(object))
    if (rules === undefined) return noJudgement
    const subject = subjectOf(object)
    const view = createView(this.#state, {
      store: this.#store,
      dependencies: this.#dependencies,
      reader,
    })
    const acknowledged = acknowledgedRules(object)
    const findings: Finding[] = []
    const notChecked: NotChecked[] = []
    for (const rule of rules) {
      const outcome = this.#run(rule, subject, view)
      if (!('hits' in outcome)) notChecked.push(outcome)
      else {
        const reason = acknowledged.reasonFor(rule)
        for (const hit of outcome.hits)
          findings.push(findingOf(rule, subject.object, { hit, reason }))
      }
    }
    return { findings, notChecked }
  }

  #run(rule: Rule, subject: Subject, view: View): { hits: readonly Hit[] } | NotChecked {
    const spentMs = this.#spentMs.get(rule.id) ?? 0
    const object = (): ObjectId => objectIdOf(subject.object)
    if (spentMs > this.#budgetMs) {
      const detail = `The rule had taken ${Math.round(spentMs)} ms of ${this.#budgetMs} before.`
      return { rule: rule.id, object: object(), reason: 'overBudget', detail }
    }
    const startedAt = this.#stopwatch()
    try {
      return { hits: [...rule.check(subject, view)] }
    } catch (error) {
      const detail = error instanceof Error ? error.message : String(error)
      return { rule: rule.id, object: object(), reason: 'failed', detail }
    } finally {
      this.#spentMs.set(rule.id, spentMs + this.#stopwatch() - startedAt)
    }
  }
}

function missingFor(rule: Rule, state: ViewState): NotChecked[] {
  const kinds = rule.needs.filter((kind) => state.unknownKinds.has(kind))
  const others = (rule.needsAlso ?? []).filter((need) =>
    need === 'clock' ? state.nowMs === null : state.traffic === null,
  )
  const missing = [...kinds, ...others]
  if (missing.length === 0) return []
  return [{ rule: rule.id, object: null, reason: 'missing', detail: missing.join(', ') }]
}

function subjectOf(object: KubeObject): Subject {
  const root = new Field(object)
  const { name, namespace = '' } = object.metadata
  return { object, kind: kindKeyOf(object), namespace, name, root, spec: root.get('spec') }
}

function findingOf(
  rule: Rule,
  object: KubeObject,
  { hit, reason }: { readonly hit: Hit; readonly reason: string | null },
): Finding {
  return {
    rule: rule.id,
    severity: hit.severity ?? rule.severity,
    message: hit.message,
    object: objectIdOf(object),
    path: [...hit.field.path],
    values: { ...hit.values },
    related: (hit.related ?? []).map(relatedId),
    fix: hit.fix === undefined ? null : { title: hit.fix.title, patch: [...hit.fix.patch] },
    acknowledged: reason,
  }
}

function relatedId(related: KubeObject | ObjectId): ObjectId {
  return isObject(related) ? objectIdOf(related) : related
}

function isObject(related: KubeObject | ObjectId): related is KubeObject {
  return 'metadata' in related
}
