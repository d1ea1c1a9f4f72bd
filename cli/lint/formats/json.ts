import { writePath } from '../../../server/seams/field.ts'
import type { LintReport, PlacedFinding } from '../lint.ts'

/** The whole report, for programs. Lines and columns count from 1. */
export function writeJson(report: LintReport): string {
  const { findings, acknowledged, problems, notChecked, objects } = report
  const written = {
    objects,
    findings: findings.map(writeFinding),
    acknowledged: acknowledged.map(writeFinding),
    unreadable: problems,
    notChecked,
  }
  return `${JSON.stringify(written, null, 2)}\n`
}

function writeFinding({ finding, place, source, rule }: PlacedFinding): object {
  return {
    ...finding,
    path: writePath(finding.path),
    aka: rule.aka,
    title: rule.title,
    file: source.document.file,
    ...place,
  }
}
