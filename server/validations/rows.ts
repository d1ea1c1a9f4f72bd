import type { ConfigRow, FindingCounts, Validity } from '#contract/config.ts'
import { severities, type Finding } from '#contract/validations.ts'
import { kindKeyOf, objectIdOf, type KindKey, type KubeObject } from '../seams/kube-object.ts'
import type { Sight } from './cut.ts'
import { isPartlyKept } from './from-inventory.ts'
import type { ConfigReport } from './report.ts'
import type { UnknownKind } from './unknown-kinds.ts'

/** A row of the list with what filters look at. */
export interface ListedObject {
  readonly row: ConfigRow
  readonly kind: KindKey
  readonly text: string // in lower case: names, kind and messages
}

/**
 * Every object of the configuration that may be seen: custom resources, and those of Kubernetes'
 * own objects of which something is said.
 */
export function listObjects(report: ConfigReport, sight: Sight): readonly ListedObject[] {
  const judged = judgedKinds(report)
  const listed: ListedObject[] = []
  for (const [key, object] of report.objects) {
    const found = report.findings.get(key)
    if (found === undefined && isPartlyKept(object)) continue
    const id = objectIdOf(object)
    if (!sight.sees(id)) continue
    const findings = (found ?? []).map(sight.cut).sort(worstFirst)
    const counts = countFindings(findings)
    const validity = validityOf(counts, judged.has(kindKeyOf(object)))
    listed.push({
      row: {
        object: id,
        apiVersion: object.apiVersion,
        validity,
        counts,
        rules: [...new Set(findings.map(({ rule }) => rule))],
        worst: findings[0]?.message ?? null,
        createdAt: createdAtOf(object),
      },
      kind: kindKeyOf(object),
      text: [id.name, id.namespace, id.kind, ...findings.map(({ message }) => message)]
        .join('\n')
        .toLowerCase(),
    })
  }
  return listed
}

/** Kinds that at least one rule could look at. */
export function judgedKinds({ rules, notChecked }: ConfigReport): ReadonlySet<KindKey> {
  const missing = new Set(
    notChecked.filter(({ object }) => object === null).map(({ rule }) => rule),
  )
  return new Set(rules.filter(({ id }) => !missing.has(id)).flatMap(({ kinds }) => kinds))
}

/**
 * Kinds of which nothing is known, as far as it matters: one that the console does not read is
 * named while a rule is not checked for it.
 */
export function unknownThatMatters({ unknown, notChecked }: ConfigReport): readonly UnknownKind[] {
  const missed = new Set(notChecked.flatMap(({ detail }) => detail.split(', ')))
  return unknown.filter(({ kind, reason }) => reason !== 'notRead' || missed.has(kind))
}

/** For sorting: by severity, and those that are to be let be behind all others. */
export function worstFirst(one: Finding, other: Finding): number {
  return rankOf(one) - rankOf(other)
}

function rankOf({ severity, acknowledged }: Finding): number {
  return severities.indexOf(severity) + (acknowledged === null ? 0 : severities.length)
}

/** What is acknowledged counts as nothing else. */
export function countFindings(findings: readonly Finding[]): FindingCounts {
  const counts = { error: 0, warning: 0, info: 0, acknowledged: 0 }
  for (const { severity, acknowledged } of findings)
    counts[acknowledged === null ? severity : 'acknowledged'] += 1
  return counts
}

export function validityOf({ error, warning, info }: FindingCounts, isJudged: boolean): Validity {
  if (error > 0) return 'error'
  if (warning > 0) return 'warning'
  if (info > 0) return 'info'
  return isJudged ? 'valid' : 'notChecked'
}

/** Epoch ms; null when it is not known. */
export function createdAtOf({ metadata }: KubeObject): number | null {
  const at = Date.parse(metadata.creationTimestamp ?? '')
  return Number.isNaN(at) ? null : at
}
