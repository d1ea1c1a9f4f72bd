import type { Severity } from '#contract/validations.ts'
import type { LintReport } from '../lint.ts'

const levels = { error: 'error', warning: 'warning', info: 'notice' } as const satisfies Record<
  Severity,
  string
>

/**
 * Workflow commands, which GitHub shows beside the lines of a change.
 *
 * @see https://docs.github.com/actions/reference/workflow-commands-for-github-actions
 */
export function writeGithub({ findings, problems }: LintReport): string {
  const found = findings.map(({ finding, place, source, rule }) =>
    command(levels[finding.severity], finding.message, {
      file: source.document.file,
      line: place.line,
      endLine: place.endLine,
      col: place.column,
      title: `${finding.rule} ${rule.title}`,
    }),
  )
  const unread = problems.map(({ file, line, reason }) =>
    command('error', reason, { file, line: line ?? 1, title: 'Unreadable' }),
  )
  return [...unread, ...found].map((line) => `${line}\n`).join('')
}

function command(
  level: string,
  message: string,
  properties: Readonly<Record<string, string | number>>,
): string {
  const written = Object.entries(properties)
    .map(([name, value]) => `${name}=${escapeProperty(String(value))}`)
    .join(',')
  return `::${level} ${written}::${escapeMessage(message)}`
}

const escapeMessage = (text: string): string =>
  text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')

const escapeProperty = (text: string): string =>
  escapeMessage(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
