/**
 * `npm test` and `npm run test:real`: the checks, then the vitest projects, then one closing line
 * `tests: N passed, N failed, N skipped` and, above it, what could not run on this machine. With
 * --checked the checks are left out: somebody else has made them.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { runChecks } from './check.ts'
import { missingServers } from '../test/servers/availability.ts'

const root = path.dirname(import.meta.dirname)
const isReal = process.argv.includes('--real')
const isChecked = process.argv.includes('--checked')
const isCi = process.env['CI'] === 'true'
const passThrough = process.argv.slice(2).filter((arg) => !['--real', '--checked'].includes(arg))

interface VitestFile {
  readonly name: string
  readonly status: string
  readonly message: string
  readonly assertionResults: readonly {
    readonly fullName: string
    readonly status: string
    readonly failureMessages: readonly string[]
  }[]
}

interface VitestReport {
  readonly testResults: readonly VitestFile[]
  readonly numPassedTests: number
  readonly numFailedTests: number
  readonly numPendingTests: number
  readonly numTodoTests: number
  readonly success: boolean
}

interface Missing {
  readonly server: string
  readonly providedBy: string
}

function runProjects(projects: readonly string[]): VitestReport | null {
  const folder = mkdtempSync(path.join(tmpdir(), 'alidade-test-'))
  const reportFile = path.join(folder, 'report.json')
  const done = spawnSync(
    process.execPath,
    [
      path.join(root, 'node_modules/vitest/vitest.mjs'),
      'run',
      ...projects.flatMap((name) => ['--project', name]),
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${reportFile}`,
      ...passThrough,
    ],
    { cwd: root, stdio: 'inherit' },
  )
  try {
    const report = JSON.parse(readFileSync(reportFile, 'utf8')) as VitestReport
    return { ...report, success: report.success && done.status === 0 }
  } catch {
    return null
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/**
 * Every test that failed, with the beginning of its message: said once more at the end, because
 * a log of thousands of lines is often kept by its end alone.
 */
function sayWhatFailed(report: VitestReport): void {
  for (const file of report.testResults.filter(({ status }) => status === 'failed')) {
    const failed = file.assertionResults.filter(({ status }) => status === 'failed')
    const name = path.relative(root, file.name)
    if (failed.length === 0) console.log(`failed file: ${name}: ${beginning(file.message)}`)
    for (const { fullName, failureMessages } of failed)
      console.log(`failed test: ${name}: ${fullName}: ${beginning(failureMessages.join('\n'))}`)
  }
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

async function main(): Promise<number> {
  const failedChecks = isReal || isChecked ? [] : await runChecks()
  const missing = missingServers()
  const hasChromium = !missing.some(({ server }) => server === 'chromium')
  const quick = ['unit', 'ui', 'system', ...(hasChromium ? ['browser'] : [])]
  const report = runProjects(isReal ? ['real'] : quick)
  const isIncomplete = sayWhatWasLeftOut(missing)
  for (const name of failedChecks) console.log(`failed check: ${name}`)
  if (report === null) {
    console.log('tests: 0 passed, 1 failed, 0 skipped')
    return 1
  }
  sayWhatFailed(report)
  const failed = report.numFailedTests + failedChecks.length
  const skipped = report.numPendingTests + report.numTodoTests
  console.log(`tests: ${report.numPassedTests} passed, ${failed} failed, ${skipped} skipped`)
  return report.success && failedChecks.length === 0 && !isIncomplete ? 0 : 1
}

process.exit(await main())
