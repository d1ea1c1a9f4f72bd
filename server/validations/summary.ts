import type { FindingCounts, Summed, ValidationSummary } from '#contract/config.ts'
import type { Finding, NotChecked } from '#contract/validations.ts'
import { kindKeyOf, objectIdOf } from '../seams/kube-object.ts'
import type { SeenReport } from './cut.ts'
import { countFindings, unknownThatMatters } from './rows.ts'

/** What is wrong, by place, kind and rule, as far as the viewer may see it. */
export function summarize(seen: readonly SeenReport[]): ValidationSummary {
  const byNamespace = new Sums()
  const byKind = new Sums()
  const byRule = new Sums()
  const all: Finding[] = []
  for (const { report, sight } of seen) {
    for (const [key, findings] of report.findings) {
      const object = report.objects.get(key)
      if (object === undefined || !sight.sees(objectIdOf(object))) continue
      all.push(...findings)
      byNamespace.add(object.metadata.namespace ?? '', findings)
      byKind.add(kindKeyOf(object), findings)
      for (const rule of new Set(findings.map((one) => one.rule)))
        byRule.add(
          rule,
          findings.filter((one) => one.rule === rule),
        )
    }
  }
  return {
    at: Math.max(0, ...seen.map(({ report }) => report.at)),
    total: countFindings(all),
    byNamespace: byNamespace.list(),
    byKind: byKind.list(),
    byRule: byRule.list(),
    notChecked: seen.flatMap(notCheckedFor),
    unknownKinds: seen.flatMap(({ report }) => unknownThatMatters(report)),
  }
}

function notCheckedFor({ report, sight: { sees } }: SeenReport): NotChecked[] {
  return report.notChecked.filter(({ object }) => object === null || sees(object))
}

/** Counts of findings and of objects under a name. */
class Sums {
  readonly #byValue = new Map<string, { counts: FindingCounts; objects: number }>()

  add(value: string, findings: readonly Finding[]): void {
    const more = countFindings(findings)
    const known = this.#byValue.get(value)
    if (known === undefined) {
      this.#byValue.set(value, { counts: more, objects: 1 })
      return
    }
    known.objects += 1
    for (const name of ['error', 'warning', 'info', 'acknowledged'] as const)
      known.counts[name] += more[name]
  }

  list(): Summed[] {
    return [...this.#byValue]
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([value, { counts, objects }]) => ({ value, objects, ...counts }))
  }
}
