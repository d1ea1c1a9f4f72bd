/** A reporter of Vitest: writes down where errors came from that no test has caught. */
import { writeFileSync } from 'node:fs'
import type { Reporter } from 'vitest/node'

/** Names the file that it writes to. */
export const strayErrorsVariable = 'ALIDADE_STRAY_ERRORS'

type Errors = Parameters<NonNullable<Reporter['onTestRunEnd']>>[1]

export default class StrayErrors implements Reporter {
  onTestRunEnd(_: unknown, errors: Errors): void {
    const file = process.env[strayErrorsVariable]
    if (file === undefined) return
    const places = errors.map((error): unknown => error['VITEST_TEST_PATH'])
    const known = places.map((place) => (typeof place === 'string' ? place : null))
    writeFileSync(file, JSON.stringify(known))
  }
}
