import type { Finding, NotChecked } from '#contract/validations.ts'
import { objectKeyOf } from '../../server/seams/kube-object.ts'
import type { Rule } from '../../server/seams/rule.ts'
import { Validator } from '../../server/validations/validator.ts'
import { unknownKindsOf } from './known-kinds.ts'
import { parseSources, type SourceDocument, type SourceObject } from './parse.ts'
import { openPlaces, type Place, type Places } from './places.ts'
import { settle, type LintSettings } from './settings.ts'
import type { Problem, Sources } from './sources.ts'

/** A finding and where it stands in the files. */
export interface PlacedFinding {
  readonly finding: Finding
  readonly rule: Rule
  readonly source: SourceObject
  readonly place: Place
}

export interface LintReport {
  /** In the order of the files, without what is acknowledged. */
  readonly findings: readonly PlacedFinding[]
  readonly acknowledged: readonly PlacedFinding[]
  readonly problems: readonly Problem[]
  readonly notChecked: readonly NotChecked[]
  readonly objects: number
}

export interface LintOptions {
  readonly rules: readonly Rule[]
  readonly settings: LintSettings
  /** Of objects that do not say theirs. */
  readonly namespace: string
  readonly nowMs: number | null
}

/** Checks texts by rules. Never throws for what the texts say. */
export function lint(sources: Sources, options: LintOptions): LintReport {
  const { objects, problems } = parseSources(sources.texts, options.namespace)
  const kubeObjects = objects.map(({ object }) => object)
  const validator = new Validator({
    rules: options.rules,
    unknownKinds: unknownKindsOf(kubeObjects, options.rules),
    nowMs: options.nowMs,
    isOnce: true,
  })
  validator.apply({ put: kubeObjects })
  const all = [...sources.problems, ...problems]
  return reportOf(objects, { validator, options, problems: all, objects: objects.length })
}

export interface Judged {
  readonly validator: Validator
  readonly options: LintOptions
  readonly problems: readonly Problem[]
  /** How many were looked at. */
  readonly objects: number
}

/** What the rules say of objects, at its places. */
export function reportOf(
  objects: readonly SourceObject[],
  { validator, options, problems, objects: looked }: Judged,
): LintReport {
  const rulesById = new Map(options.rules.map((rule) => [rule.id as string, rule]))
  const placesOf = rememberPlaces()
  const placed = objects.flatMap((source) =>
    validator.findingsOf(source.object).flatMap((raw): PlacedFinding[] => {
      const finding = settle(raw, options.settings)
      const rule = rulesById.get(raw.rule)
      if (finding === null || rule === undefined) return []
      const place = placesOf(source.document).of([...source.at, ...finding.path])
      return [{ finding, rule, source, place }]
    }),
  )
  placed.sort(byPlace(new Map(objects.map(({ object }, index) => [objectKeyOf(object), index]))))
  return {
    findings: placed.filter(({ finding }) => finding.acknowledged === null),
    acknowledged: placed.filter(({ finding }) => finding.acknowledged !== null),
    problems,
    notChecked: validator.notChecked(),
    objects: looked,
  }
}

function rememberPlaces(): (document: SourceDocument) => Places {
  const known = new Map<SourceDocument, Places>()
  return (document) => {
    const places = known.get(document) ?? openPlaces(document)
    known.set(document, places)
    return places
  }
}

const byPlace =
  (orderOf: ReadonlyMap<string, number>) =>
  (one: PlacedFinding, other: PlacedFinding): number => {
    const rank = ({ source }: PlacedFinding): number => orderOf.get(objectKeyOf(source.object)) ?? 0
    return rank(one) - rank(other) || one.place.line - other.place.line
  }
