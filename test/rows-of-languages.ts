import type { Row } from './rows.ts'

/** Languages of the page: SH-06. */
export const languageRows: Readonly<Record<string, Row>> = {
  'SH-06': {
    tests: [
      'offers each language in its own words, and tells which was chosen',
      'begins in the one that was chosen, words of tables and numbers too',
      'goes dark and German, and stays so',
      'has German for every text',
    ],
  },
}
