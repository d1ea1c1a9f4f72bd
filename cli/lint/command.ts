import { readFileSync, writeFileSync } from 'node:fs'
import { Command, Option } from 'commander'
import { severities, type Severity } from '#contract/validations.ts'
import type { Mesh } from '../../server/seams/mesh.ts'
import type { Rule } from '../../server/seams/rule.ts'
import { fixDocuments, type FixedDocument } from './fix.ts'
import { writeGithub } from './formats/github.ts'
import { writeHuman } from './formats/human.ts'
import { writeJson } from './formats/json.ts'
import { writeJunit } from './formats/junit.ts'
import { writeSarif } from './formats/sarif.ts'
import { explainRule } from './explain.ts'
import { lintCluster } from './lint-cluster.ts'
import { lint, type LintReport } from './lint.ts'
import { readSettings, usualSettingsFile } from './settings.ts'
import { readSources, type Sources } from './sources.ts'
import { UsageError } from './usage-error.ts'

const formats = ['human', 'sarif', 'junit', 'json', 'github'] as const
const failOn = ['error', 'warning', 'info', 'none'] as const

interface LintFlags {
  readonly format: (typeof formats)[number]
  readonly failOn: (typeof failOn)[number]
  readonly namespace: string
  readonly config?: string
  readonly explain?: string
  readonly fix?: boolean
  readonly context?: string
  readonly kubeconfig?: string
}

export interface LintDeps {
  readonly rules: readonly Rule[]
  readonly meshes: () => Promise<readonly Mesh[]>
  readonly version: string
  readonly write: (text: string) => void
  readonly hasColor: boolean
  readonly nowMs: number
  readonly exit: (code: number) => void
}

/** `alidade lint`: exit codes 0 nothing to fail on, 1 findings, 2 usage or something unreadable. */
export function lintCommand(deps: LintDeps): Command {
  return new Command('lint')
    .description('checks files of configuration without a cluster, or what a cluster has')
    .argument('[files...]', 'files, folders, or - for standard input')
    .addOption(new Option('--format <format>', 'how to report').choices(formats).default('human'))
    .addOption(
      new Option('--fail-on <severity>', 'the least that makes the exit code 1')
        .choices(failOn)
        .default('error'),
    )
    .option('--namespace <name>', 'of objects that do not say theirs', 'default')
    .option('--config <file>', `settings of severities and ignores (${usualSettingsFile})`)
    .option('--explain <rule>', 'tells a rule in words: MC201, or a code that it is known by')
    .option('--fix', 'writes the safe fixes into the files')
    .option('--context <name>', 'checks what the cluster of this context of the kubeconfig has')
    .option('--kubeconfig <file>', 'for --context; absent: as kubectl finds it')
    .action(async (files: readonly string[], flags: LintFlags) => {
      deps.exit(await run(files, flags, deps))
    })
}

async function run(files: readonly string[], flags: LintFlags, deps: LintDeps): Promise<number> {
  if (flags.explain !== undefined) {
    deps.write(explainRule(flags.explain, deps.rules))
    return 0
  }
  if (flags.context !== undefined) return await runOnCluster(files, flags, deps)
  if (flags.kubeconfig !== undefined)
    throw new UsageError('--kubeconfig goes with --context, which names the cluster to check.')
  if (files.length === 0)
    throw new UsageError('Name the files or folders to check, or - for standard input.')
  if (flags.fix === true && files.includes('-'))
    throw new UsageError('--fix writes files: it cannot mend standard input.')
  const sources = readSources(files, () => readFileSync(0))
  const options = {
    rules: deps.rules,
    settings: readSettings(flags.config),
    namespace: flags.namespace,
    nowMs: deps.nowMs,
  }
  let report = lint(sources, options)
  if (flags.fix === true) {
    const fixed = fixDocuments(report.findings)
    writeFixed(fixed, sources)
    deps.write(sayFixed(fixed))
    report = lint(
      readSources(files, () => readFileSync(0)),
      options,
    )
  }
  deps.write(writeReport(report, flags, { sources, deps }))
  return exitCodeOf(report, flags.failOn)
}

async function runOnCluster(
  files: readonly string[],
  flags: LintFlags,
  deps: LintDeps,
): Promise<number> {
  const { context = '', kubeconfig } = flags
  if (files.length > 0)
    throw new UsageError('Name files or a --context: a cluster and files are not checked together.')
  if (flags.fix === true)
    throw new UsageError('--fix writes files: it changes nothing in a cluster.')
  // What speaks to a cluster is loaded for those who want it: files are checked in a second.
  const { readCluster } = await import('./read-cluster.ts')
  const { rules, nowMs } = deps
  const settings = readSettings(flags.config)
  const has = await readCluster({
    ...{ context, rules, meshes: await deps.meshes() },
    ...(kubeconfig === undefined ? {} : { kubeconfig }),
  })
  const { namespace } = flags
  const report = lintCluster(has, { rules, settings, namespace, nowMs, context })
  deps.write(writeReport(report, flags, { sources: { texts: [], problems: [] }, deps }))
  return exitCodeOf(report, flags.failOn)
}

function writeReport(
  report: LintReport,
  { format }: LintFlags,
  { sources, deps }: { readonly sources: Sources; readonly deps: LintDeps },
): string {
  switch (format) {
    case 'human':
      return writeHuman(report, deps.hasColor)
    case 'json':
      return writeJson(report)
    case 'sarif':
      return writeSarif(report, deps)
    case 'github':
      return writeGithub(report)
    case 'junit':
      return writeJunit(report, filesOf(report, sources))
  }
}

/** Of a cluster only objects with findings have a text. */
function filesOf(report: LintReport, { texts }: Sources): readonly string[] {
  const found = report.findings.map(({ source }) => source.document.file)
  return [...new Set([...texts.map(({ file }) => file), ...found])]
}

function exitCodeOf({ findings, problems }: LintReport, least: LintFlags['failOn']): number {
  if (problems.length > 0) return 2
  if (least === 'none') return 0
  const failing: readonly Severity[] = severities.slice(0, severities.indexOf(least) + 1)
  return findings.some(({ finding }) => failing.includes(finding.severity)) ? 1 : 0
}

/** From the last document to the first, so that what stands before keeps its place. */
function writeFixed(fixed: readonly FixedDocument[], { texts }: Sources): void {
  const byFile = Map.groupBy(fixed, ({ document }) => document.file)
  for (const { file, text } of texts) {
    const documents = byFile.get(file)
    if (documents === undefined) continue
    const mended = documents
      .toSorted((one, other) => other.document.offset - one.document.offset)
      .reduce((whole, { document, text: replacement }) => {
        const end = document.offset + document.text.length
        return whole.slice(0, document.offset) + replacement + whole.slice(end)
      }, text)
    writeFileSync(file, mended)
  }
}

const sayFixed = (fixed: readonly FixedDocument[]): string =>
  fixed
    .flatMap((one) => one.fixed)
    .map(
      ({ finding, source, place }) =>
        `fixed ${finding.rule} ${source.document.file}:${place.line}: ${finding.fix?.title ?? ''}\n`,
    )
    .join('')
