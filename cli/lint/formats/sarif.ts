import { pathToFileURL } from 'node:url'
import path from 'node:path'
import type { Log, Notification, ReportingConfiguration, ReportingDescriptor, Result } from 'sarif'
import type { Severity } from '#contract/validations.ts'
import type { Rule } from '../../../server/seams/rule.ts'
import type { LintReport, PlacedFinding } from '../lint.ts'
import type { Problem } from '../sources.ts'

const levels = { error: 'error', warning: 'warning', info: 'note' } as const satisfies Record<
  Severity,
  NonNullable<ReportingConfiguration['level']>
>

export interface SarifOptions {
  readonly rules: readonly Rule[]
  readonly version: string
}

/**
 * SARIF 2.1.0, as code scanning reads it. What could not be read is a notification of the run.
 *
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function writeSarif(report: LintReport, { rules, version }: SarifOptions): string {
  const indexById = new Map(rules.map(({ id }, index) => [id as string, index]))
  const results = [...report.findings, ...report.acknowledged].map((one) => ({
    ...writeResult(one),
    ruleIndex: indexById.get(one.finding.rule) ?? -1,
  }))
  const log: Log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'alidade', version, rules: rules.map(describeRule) } },
        columnKind: 'utf16CodeUnits',
        invocations: [
          {
            executionSuccessful: report.problems.length === 0,
            toolExecutionNotifications: report.problems.map(notify),
          },
        ],
        results,
      },
    ],
  }
  return `${JSON.stringify(log, null, 2)}\n`
}

function describeRule({
  id,
  title,
  cause,
  effect,
  repair,
  severity,
  source,
}: Rule): ReportingDescriptor {
  return {
    id,
    shortDescription: { text: title },
    fullDescription: { text: `${cause} ${effect}` },
    help: { text: repair },
    helpUri: source,
    defaultConfiguration: { level: levels[severity] },
  }
}

function writeResult({ finding, place, source }: PlacedFinding): Result {
  const { kind, namespace, name } = finding.object
  return {
    ruleId: finding.rule,
    level: levels[finding.severity],
    message: { text: finding.message },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: uriOf(source.document.file) },
          region: {
            startLine: place.line,
            startColumn: place.column,
            endLine: place.endLine,
            endColumn: place.endColumn,
          },
        },
        logicalLocations: [
          { fullyQualifiedName: `${kind}/${namespace}/${name}`, kind: 'resource' },
        ],
      },
    ],
    // The same mistake in the same object is the same result, wherever its lines move.
    partialFingerprints: {
      'objectAndPath/v1': `${finding.rule}:${kind}/${namespace}/${name}:${finding.path.join('.')}`,
    },
    suppressions:
      finding.acknowledged === null
        ? []
        : [{ kind: 'inSource', justification: finding.acknowledged }],
  }
}

function notify({ file, line, reason }: Problem): Notification {
  return {
    level: 'error',
    message: { text: reason },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: uriOf(file) },
          ...(line === null ? {} : { region: { startLine: line } }),
        },
      },
    ],
  }
}

/** Relative where it can be, so that it fits the repository that is scanned. */
function uriOf(file: string): string {
  if (file === '-') return 'stdin'
  const inside = path.relative(process.cwd(), file)
  if (inside.startsWith('..') || path.isAbsolute(inside)) return pathToFileURL(file).href
  return inside.split(path.sep).map(encodeURIComponent).join('/')
}
