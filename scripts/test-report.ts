/** What a run of tests has told, and what two runs of the same files tell together. */
import { z } from '#contract/setup.ts'

const testedFileSchema = z.object({
  name: z.string(), // its whole path
  status: z.enum(['passed', 'failed']),
  message: z.string(), // of what failed outside of any test
  assertionResults: z.array(
    z.object({
      fullName: z.string(),
      status: z.enum(['passed', 'failed', 'skipped', 'pending', 'todo']),
      failureMessages: z.array(z.string()), // of a test that passed: of its tries before
    }),
  ),
})

/** The part of Vitest's JSON report that is read. */
export const filesSchema = z.object({ testResults: z.array(testedFileSchema) })
/** Where errors came from that no test has caught: `null` when that is not known. */
export const strayErrorsSchema = z.array(z.string().nullable())

export type TestedFile = z.infer<typeof testedFileSchema>

export interface TestReport {
  readonly files: readonly TestedFile[]
  readonly strayErrors: readonly (string | null)[]
}

/** Something that failed, or passed only when it was tried again. */
export interface Told {
  readonly file: string | null // null: nobody knows
  readonly test: string | null // null: outside of any test
  readonly message: string
}

export interface Counts {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
}

/** More than so many files do not fail by chance: then something is broken, or the machine is. */
const mostFilesRunAgain = 5

/**
 * The files that are worth a second run: those that failed or threw what nobody caught. None when
 * they are many, or when something failed of which no file is known.
 */
export function filesToRunAgain({ files, strayErrors }: TestReport): readonly string[] {
  const failed = files.filter(({ status }) => status === 'failed').map(({ name }) => name)
  const stray = strayErrors.filter((file) => file !== null)
  if (stray.length < strayErrors.length) return []
  const all = [...new Set([...failed, ...stray])]
  return all.length <= mostFilesRunAgain ? all : []
}

/**
 * The first run, with what the second run says of the files that ran again in it. A file of which
 * the second run says nothing stays as it was, and so does a test that it has not passed.
 */
export function mergeReports(first: TestReport, second: TestReport): TestReport {
  const again = new Set(filesToRunAgain(first))
  const later = new Map(
    second.files.filter(({ name }) => again.has(name)).map((file) => [file.name, file]),
  )
  return {
    files: first.files.map((file) => mergeFile(file, later.get(file.name))),
    strayErrors: [
      ...first.strayErrors.filter((file) => file === null || !later.has(file)),
      ...second.strayErrors,
    ],
  }
}

function mergeFile(first: TestedFile, second: TestedFile | undefined): TestedFile {
  if (second === undefined) return first
  const unanswered = failedTests(first).filter(
    ({ fullName }) =>
      !second.assertionResults.some((one) => one.fullName === fullName && wasRun(one)),
  )
  const names = new Set(unanswered.map(({ fullName }) => fullName))
  const rest = second.assertionResults.filter(({ fullName }) => !names.has(fullName))
  return {
    ...second,
    status: unanswered.length > 0 ? 'failed' : second.status,
    assertionResults: [...rest, ...unanswered],
  }
}

const wasRun = ({ status }: TestedFile['assertionResults'][number]): boolean =>
  status === 'passed' || status === 'failed'

/** Of a file that passed there are none. */
const failedTests = ({ assertionResults }: TestedFile): TestedFile['assertionResults'] =>
  assertionResults.filter(({ status }) => status === 'failed')

/** How many tests; a file that failed as a whole, and an error that nobody caught, are one each. */
export function countsOf(report: TestReport): Counts {
  const results = report.files.flatMap(({ assertionResults }) => assertionResults)
  const run = results.filter(wasRun)
  const passed = run.filter(({ status }) => status === 'passed')
  return {
    passed: passed.length,
    failed: failuresIn(report).length,
    skipped: results.length - run.length,
  }
}

/** Every test that failed, every file that failed as a whole, every error that no test has caught. */
export function failuresIn({ files, strayErrors }: TestReport): readonly Told[] {
  const failed = files.filter(({ status }) => status === 'failed')
  const strays = strayErrors.map((file) => ({ file, test: null, message: strayMessage }))
  return [...failed.flatMap(failuresOf), ...strays]
}

const strayMessage = 'An error that no test has caught: see above'

function failuresOf(file: TestedFile): readonly Told[] {
  const failed = failedTests(file)
  if (failed.length === 0) return [{ file: file.name, test: null, message: file.message }]
  return failed.map(({ fullName, failureMessages }) => ({
    ...{ file: file.name, test: fullName, message: failureMessages.join('\n') },
  }))
}

/** What failed in the first run and no more in what the two runs tell together. */
export function unsteadyBetween(first: TestReport, merged: TestReport): readonly Told[] {
  const still = failuresIn(merged)
  const isOver = ({ file, test }: Told): boolean =>
    !still.some((one) => one.file === file && (test === null || [test, null].includes(one.test)))
  return failuresIn(first).filter(isOver)
}

/** What passed in one run, but not at its first try. */
export function triedAgainIn({ files }: TestReport): readonly Told[] {
  return files.flatMap(({ name, assertionResults }) =>
    assertionResults
      .filter(({ status, failureMessages }) => status === 'passed' && failureMessages.length > 0)
      .map(({ fullName, failureMessages }) => ({
        ...{ file: name, test: fullName, message: failureMessages.join('\n') },
      })),
  )
}
