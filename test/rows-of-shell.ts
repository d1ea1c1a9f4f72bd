import type { Row } from './rows.ts'

/** The frame of the page: rows SH-*, but for those that stand with the graph and with languages. */
export const shellRows: Readonly<Record<string, Row>> = {
  'SH-05': { tests: ['keeps the theme that was chosen'] },
  'SH-11': {
    tests: ['asks for a token when one is needed, sends it, and signs out'],
  },
}
