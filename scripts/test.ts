/**
 * `npm test` and `npm run test:real`: the checks, then the vitest projects, then one closing line
 * `tests: N passed, N failed, N skipped` and, above it, what could not run on this machine. With
 * --only=unit,ui those of its projects alone, without the checks: somebody else runs the others.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { runChecks } from './check.ts'
import { strayErrorsVariable } from './stray-errors.ts'
import {
  countsOf,
  failuresIn,
  filesSchema,
  filesToRunAgain,
  mergeReports,
  strayErrorsSchema,
  triedAgainIn,
  unsteadyBetween,
  type TestReport,
  type Told,
} from './test-report.ts'
import { missingServers } from '../test/servers/availability.ts'

const root = path.dirname(import.meta.dirname)
const isReal = process.argv.includes('--real')
const isCi = process.env['CI'] === 'true'
const projects = ['unit', 'ui', 'system', 'browser'] as const
const only = /^--only=(.*)$/
const passThrough = process.argv.slice(2).filter((arg) => arg !== '--real' && !only.test(arg))

/** The many processes that tests start read the same modules: each is compiled once. */
const compiled = { NODE_COMPILE_CACHE: path.join(root, 'node_modules/.cache/node') }

interface Missing {
  readonly server: string
  readonly providedBy: string
}

interface Run {
  readonly report: TestReport
  readonly unsteady: readonly Told[] // what failed in a run before and passed in this one
  readonly endedWell: boolean
}

/** Runs the tests of these projects; `null` when Vitest ended without a report. */
function runProjects(projects: readonly string[], more: readonly string[]): Run | null {
  const folder = mkdtempSync(path.join(tmpdir(), 'alidade-test-'))
  const reportFile = path.join(folder, 'report.json')
  const strayFile = path.join(folder, 'stray.json')
  const done = spawnSync(
    process.execPath,
    [
      path.join(root, 'node_modules/vitest/vitest.mjs'),
      'run',
      ...projects.flatMap((name) => ['--project', name]),
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${reportFile}`,
      '--reporter=./scripts/stray-errors.ts',
      ...more,
    ],
    {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, ...compiled, [strayErrorsVariable]: strayFile },
    },
  )
  try {
    const { testResults } = filesSchema.parse(JSON.parse(readFileSync(reportFile, 'utf8')))
    const strayErrors = strayErrorsSchema.parse(JSON.parse(readFileSync(strayFile, 'utf8')))
    const report = { files: testResults, strayErrors }
    return { report, unsteady: [], endedWell: done.status === 0 }
  } catch (error) {
    console.log(`No report of the tests can be read: ${String(error)}`)
    return null
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/**
 * The few files that failed run once more: in a process of their own, one after the other. Whoever
 * chose tests by hand wants to see them as they are.
 */
function runFailedAgain(projects: readonly string[], first: Run): Run {
  const files = passThrough.length > 0 ? [] : filesToRunAgain(first.report)
  if (files.length === 0) return first
  console.log(`\nrun once more, alone: ${files.map(inHouse).join(', ')}`)
  const second = runProjects(projects, [...files, '--maxWorkers=1', '--isolate', '--retry=0'])
  if (second === null) return first
  const report = mergeReports(first.report, second.report)
  return { ...second, report, unsteady: unsteadyBetween(first.report, report) }
}

const inHouse = (file: string): string => path.relative(root, file)

/**
 * Every test that failed, or passed only later, with the beginning of what it said first: told at
 * the end, because a log of thousands of lines is often kept by its end alone.
 */
function sayWhatFailed({ report, unsteady }: Run): void {
  for (const told of unsteady) say('unsteady', told, 'passed on its second run')
  for (const told of triedAgainIn(report)) say('unsteady', told, 'passed when tried again')
  for (const told of failuresIn(report))
    say(told.test === null ? 'failed file' : 'failed test', told, 'failed')
}

function say(what: string, { file, test, message }: Told, result: string): void {
  const name = [...(file === null ? [] : [inHouse(file)]), ...(test === null ? [] : [test])]
  console.log(`${what}: ${name.join(': ')}: ${result}\n    ${beginning(message)}`)
}

function beginning(message: string): string {
  const lines = stripVTControlCharacters(message).split('\n').slice(0, 12)
  return lines.join('\n    ').slice(0, 1500)
}

/** Says what did not run here and what provides it; returns whether that is a failure. */
function sayWhatWasLeftOut(missing: readonly Missing[]): boolean {
  const leftOut = missing.filter(({ server }) => isReal || server === 'chromium')
  for (const { server, providedBy } of leftOut)
    console.log(`not run here: what needs ${server}. It is provided by: ${providedBy}`)
  if (!isReal)
    console.log('not run here: the real-server suites. They are run by: npm run test:real')
  const isIncomplete = isCi && leftOut.length > 0
  if (isIncomplete) console.log('CI=true: nothing may be left out.')
  return isIncomplete
}

/** The projects that --only names, all of them without it; null, once it is told, when it names another. */
function readNamed(): readonly string[] | null {
  const named = process.argv.flatMap((arg) => only.exec(arg)?.[1]?.split(',') ?? [])
  const unknown = named.find((name) => !projects.some((project) => project === name))
  if (unknown === undefined) return named.length === 0 ? projects : named
  console.error(`--only names "${unknown}"; the projects are ${projects.join(', ')}.`)
  return null
}

async function main(): Promise<number> {
  const named = readNamed()
  if (named === null) return 1
  const failedChecks = isReal || named !== projects ? [] : await runChecks()
  const missing = missingServers()
  const hasChromium = !missing.some(({ server }) => server === 'chromium')
  const chosen = isReal ? ['real'] : named.filter((name) => name !== 'browser' || hasChromium)
  const first = runProjects(chosen, passThrough)
  const run = first === null ? null : runFailedAgain(chosen, first)
  const isIncomplete = sayWhatWasLeftOut(missing)
  for (const name of failedChecks) console.log(`failed check: ${name}`)
  if (run === null) {
    console.log('tests: 0 passed, 1 failed, 0 skipped')
    return 1
  }
  sayWhatFailed(run)
  const { passed, failed, skipped } = countsOf(run.report)
  const allFailed = failed + failedChecks.length
  console.log(`tests: ${passed} passed, ${allFailed} failed, ${skipped} skipped`)
  return run.endedWell && allFailed === 0 && !isIncomplete ? 0 : 1
}

process.exit(await main())
