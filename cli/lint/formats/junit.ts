import type { LintReport, PlacedFinding } from '../lint.ts'
import type { Problem } from '../sources.ts'

/**
 * One suite per file, one failed case per finding; a file without findings has one case that
 * passed. Notes (info) are no failures, and stand in the output of their case.
 */
export function writeJunit(report: LintReport, files: readonly string[]): string {
  const findings = Map.groupBy(report.findings, ({ source }) => source.document.file)
  const problems = Map.groupBy(report.problems, ({ file }) => file)
  const names = [...new Set([...files, ...findings.keys(), ...problems.keys()])]
  const suites = names.map((file) =>
    writeSuite(file, findings.get(file) ?? [], problems.get(file) ?? []),
  )
  const xml = suites.map(({ text }) => text).join('')
  const tests = suites.reduce((sum, suite) => sum + suite.tests, 0)
  const failures = suites.reduce((sum, suite) => sum + suite.failures, 0)
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="alidade lint" tests="${tests}" failures="${failures}" errors="${report.problems.length}">\n${xml}</testsuites>\n`
}

function writeSuite(
  file: string,
  findings: readonly PlacedFinding[],
  problems: readonly Problem[],
): { readonly text: string; readonly tests: number; readonly failures: number } {
  const cases = [
    ...problems.map(({ line, reason }) =>
      writeCase('unreadable', file, `<error message="${escape(reason)}">line ${line ?? 1}</error>`),
    ),
    ...findings.map((one) => writeFinding(one)),
  ]
  const all = cases.length === 0 ? [writeCase('nothing wrong', file, '')] : cases
  const failures = findings.filter(({ finding }) => finding.severity !== 'info').length
  const counts = `tests="${all.length}" failures="${failures}" errors="${problems.length}"`
  return {
    text: `  <testsuite name="${escape(file)}" ${counts}>\n${all.join('')}  </testsuite>\n`,
    tests: all.length,
    failures,
  }
}

function writeFinding({ finding, place, source, rule }: PlacedFinding): string {
  const { kind, namespace, name } = finding.object
  const where = `${source.document.file}:${place.line}:${place.column}`
  const title = `${finding.rule} ${kind} ${namespace}/${name} line ${place.line}`
  const text = escape(`${where}\n${finding.message}\n${rule.repair}`)
  const body =
    finding.severity === 'info'
      ? `<system-out>${text}</system-out>`
      : `<failure type="${finding.severity}" message="${escape(finding.message)}">${text}</failure>`
  return writeCase(title, source.document.file, body)
}

const writeCase = (name: string, file: string, body: string): string =>
  `    <testcase name="${escape(name)}" classname="${escape(file)}" file="${escape(file)}">${body}</testcase>\n`

/** Text for XML 1.0, which has no place for most control characters. */
function escape(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
