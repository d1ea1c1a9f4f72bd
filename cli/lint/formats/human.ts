import { styleText } from 'node:util'
import { severities, type NotChecked, type Severity } from '#contract/validations.ts'
import { writePath } from '../../../server/seams/field.ts'
import type { LintReport, PlacedFinding } from '../lint.ts'
import { count } from './count.ts'

const colors = { error: 'red', warning: 'yellow', info: 'blue' } as const satisfies Record<
  Severity,
  string
>
const longestLine = 160

/** For a person at a terminal: each finding with the lines that it speaks of. */
export function writeHuman(report: LintReport, hasColor: boolean): string {
  const paint = (color: Parameters<typeof styleText>[0], text: string): string =>
    hasColor ? styleText(color, text, { validateStream: false }) : text
  const blocks = [
    ...report.problems.map(
      ({ file, line, reason }) =>
        `${paint('bold', line === null ? file : `${file}:${line}`)}  ${paint('red', 'unreadable')}\n  ${reason}\n`,
    ),
    ...report.findings.map((one) => writeFinding(one, paint)),
  ]
  return [...blocks, `${writeSummary(report)}\n`].join('\n')
}

type Paint = (color: Parameters<typeof styleText>[0], text: string) => string

function writeFinding({ finding, place, source, rule }: PlacedFinding, paint: Paint): string {
  const { kind, namespace, name } = finding.object
  const { file } = source.document
  const object = `${kind} ${namespace === '' ? '' : `${namespace}/`}${name}`
  const codes = [finding.rule, ...rule.aka].join(' ')
  return [
    `${paint('bold', `${file}:${place.line}:${place.column}`)}  ${paint(colors[finding.severity], finding.severity)} ${codes}  ${object}`,
    `  ${finding.message}`,
    ...excerpt(one(source.document.text), { place, first: source.document.line, paint }),
    ...(finding.path.length === 0 ? [] : [paint('dim', `  at ${writePath(finding.path)}`)]),
    ...(finding.fix === null ? [] : [`  fix: ${finding.fix.title} (--fix does it)`]),
    '',
  ].join('\n')
}

const one = (text: string): readonly string[] => text.split('\n')

/** The line before and the line itself, with carets under what is wrong. */
function excerpt(
  lines: readonly string[],
  {
    place,
    first,
    paint,
  }: { readonly place: PlacedFinding['place']; readonly first: number; readonly paint: Paint },
): readonly string[] {
  const at = place.line - first
  const width = String(place.line).length
  const shown = [at - 1, at].filter((index) => index >= 0 && lines[index] !== undefined)
  const bar = paint('dim', '|')
  const written = shown.map((index) => {
    const line = (lines[index] ?? '').replace(/\r$/, '').slice(0, longestLine)
    return `  ${String(first + index).padStart(width)} ${bar} ${line}`
  })
  const length = (lines[at] ?? '').length
  const end = place.endLine === place.line ? place.endColumn : length + 1
  const carets = '^'.repeat(Math.max(1, Math.min(end, longestLine) - place.column))
  if (place.column > longestLine) return written
  const pad = ' '.repeat(place.column - 1)
  return [...written, `  ${' '.repeat(width)} ${bar} ${pad}${paint('red', carets)}`]
}

/** `3 errors, 1 warning in 40 objects`, and what was not looked at. */
export function writeSummary({
  findings,
  acknowledged,
  problems,
  notChecked,
  objects,
}: LintReport): string {
  const bySeverity = severities
    .map((severity) => ({
      severity,
      found: findings.filter(({ finding }) => finding.severity === severity).length,
    }))
    .filter(({ found }) => found > 0)
    .map(({ severity, found }) => count(found, severity === 'info' ? 'note' : severity))
  const missing = notChecked.filter(({ reason }) => reason === 'missing')
  const lines = [
    `${bySeverity.length === 0 ? 'Nothing wrong' : bySeverity.join(', ')} in ${count(objects, 'object')}.`,
  ]
  if (acknowledged.length > 0) lines.push(`${count(acknowledged.length, 'finding')} acknowledged.`)
  if (problems.length > 0) lines.push(`${count(problems.length, 'part')} could not be read.`)
  if (missing.length > 0) lines.push(writeMissing(missing))
  const failed = notChecked.filter(({ reason }) => reason !== 'missing')
  for (const { rule, object, detail } of failed.slice(0, 5))
    lines.push(`${rule} failed on ${object?.kind ?? ''} ${object?.name ?? ''}: ${detail}`)
  return lines.join('\n')
}

/** What would have to be among the files for the rest of the rules. */
function writeMissing(missing: readonly NotChecked[]): string {
  const kinds = new Set(missing.flatMap(({ detail }) => detail.split(', ')))
  const names = [...kinds].map((kind) => kind.split('/').at(-1) ?? kind)
  const list = [...new Set(names)].sort().join(', ')
  return `${count(missing.length, 'rule')} not checked for want of: ${list} (--format json names them).`
}
