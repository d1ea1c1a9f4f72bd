import { describe, expect, it } from 'vitest'
import {
  countsOf,
  failuresIn,
  filesToRunAgain,
  mergeReports,
  triedAgainIn,
  unsteadyBetween,
  type TestedFile,
  type TestReport,
} from './test-report.ts'

type Result = TestedFile['assertionResults'][number]
type Tests = Readonly<Record<string, Result['status']>>

function file(name: string, tests: Tests, message = ''): TestedFile {
  const assertionResults = Object.entries(tests).map(([fullName, status]) => ({
    ...{ fullName, status },
    failureMessages: status === 'failed' ? [`${fullName} went wrong`] : [],
  }))
  const hasFailed = message !== '' || Object.values(tests).includes('failed')
  return { name, status: hasFailed ? 'failed' : 'passed', message, assertionResults }
}

const report = (
  files: readonly TestedFile[],
  strayErrors: readonly (string | null)[] = [],
): TestReport => ({ files, strayErrors })

const good = file('/good', { one: 'passed', two: 'passed', later: 'skipped' })
const shaky = file('/shaky', { steady: 'passed', shaky: 'failed' })
const shakyAgain = file('/shaky', { steady: 'passed', shaky: 'passed' })

describe('a second run of what failed', () => {
  it('is of the files that failed, and of those that threw what no test caught', () => {
    expect(filesToRunAgain(report([good, shaky]))).toEqual(['/shaky'])
    expect(filesToRunAgain(report([good, shaky], ['/good', '/shaky']))).toEqual(['/shaky', '/good'])
    expect(filesToRunAgain(report([good]))).toEqual([])
  })

  it('is not made of many files, nor where nobody knows where an error came from', () => {
    const failed = (count: number): TestedFile[] =>
      Array.from({ length: count }, (_, index) => file(`/${index}`, { it: 'failed' }))
    expect(filesToRunAgain(report(failed(5)))).toHaveLength(5)
    expect(filesToRunAgain(report(failed(6)))).toEqual([])
    expect(filesToRunAgain(report([shaky], [null]))).toEqual([])
  })

  it('counts in place of the first, and what passed only in it is named', () => {
    const first = report([good, shaky])
    expect(countsOf(first)).toEqual({ passed: 3, failed: 1, skipped: 1 })
    const merged = mergeReports(first, report([shakyAgain]))
    expect(countsOf(merged)).toEqual({ passed: 4, failed: 0, skipped: 1 })
    expect(failuresIn(merged)).toEqual([])
    expect(unsteadyBetween(first, merged)).toEqual([
      { file: '/shaky', test: 'shaky', message: 'shaky went wrong' },
    ])
  })

  it('leaves failed what fails twice, and what fails in it alone', () => {
    const first = report([file('/twice', { a: 'failed', b: 'failed', c: 'passed' })])
    const second = report([file('/twice', { a: 'failed', b: 'passed', c: 'failed' })])
    const merged = mergeReports(first, second)
    expect(countsOf(merged)).toEqual({ passed: 1, failed: 2, skipped: 0 })
    expect(failuresIn(merged).map(({ test }) => test)).toEqual(['a', 'c'])
    expect(unsteadyBetween(first, merged).map(({ test }) => test)).toEqual(['b'])
  })

  it.each([
    { desc: 'of whose file it says nothing', second: [] },
    { desc: 'that it skips', second: [file('/shaky', { steady: 'passed', shaky: 'skipped' })] },
    { desc: 'that it does not know', second: [file('/shaky', { steady: 'passed' })] },
  ])('leaves failed a test $desc', ({ second }) => {
    const first = report([shaky])
    const merged = mergeReports(first, report(second))
    expect(failuresIn(merged)).toEqual(failuresIn(first))
    expect(countsOf(merged)).toEqual({ passed: 1, failed: 1, skipped: 0 })
    expect(unsteadyBetween(first, merged)).toEqual([])
  })

  it('takes a file that failed as a whole for one failure, until it runs', () => {
    const first = report([file('/whole', { one: 'skipped', two: 'skipped' }, 'no server')])
    expect(countsOf(first)).toEqual({ passed: 0, failed: 1, skipped: 2 })
    expect(failuresIn(first)).toEqual([{ file: '/whole', test: null, message: 'no server' }])
    const merged = mergeReports(first, report([file('/whole', { one: 'passed', two: 'passed' })]))
    expect(countsOf(merged)).toEqual({ passed: 2, failed: 0, skipped: 0 })
    expect(unsteadyBetween(first, merged)).toEqual(failuresIn(first))
    const partly = mergeReports(first, report([file('/whole', { one: 'passed', two: 'failed' })]))
    expect(unsteadyBetween(first, partly)).toEqual([])
  })

  it('forgives an error that no test has caught only where it does not come again', () => {
    const first = report([good, shaky], ['/good'])
    expect(countsOf(first)).toEqual({ passed: 3, failed: 2, skipped: 1 })
    const again = [good, shakyAgain]
    expect(countsOf(mergeReports(first, report(again))).failed).toBe(0)
    expect(countsOf(mergeReports(first, report(again, ['/good']))).failed).toBe(1)
    expect(countsOf(mergeReports(first, report([shakyAgain]))).failed).toBe(1)
    expect(countsOf(mergeReports(first, report(again, [null]))).failed).toBe(1)
  })

  it('takes nothing of a file that it was not made for', () => {
    const merged = mergeReports(report([good, shaky]), report([shakyAgain, file('/good', {})]))
    expect(countsOf(merged)).toEqual({ passed: 4, failed: 0, skipped: 1 })
  })
})

describe('a test that is tried again in the same run', () => {
  it('is named with what it said first', () => {
    const tried = { fullName: 'late', status: 'passed' as const, failureMessages: ['too early'] }
    const files = [good, { ...file('/tried', {}), assertionResults: [tried] }]
    expect(triedAgainIn(report(files))).toEqual([
      { file: '/tried', test: 'late', message: 'too early' },
    ])
    expect(countsOf(report(files)).failed).toBe(0)
  })
})
