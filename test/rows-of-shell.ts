import type { Row } from './rows.ts'

/** The frame of the page: rows SH-*, but for those that stand with the graph and with languages. */
export const shellRows: Readonly<Record<string, Row>> = {
  'SH-04': {
    tests: [
      'says that answers are waited for, once that is more than a moment, and until they are there',
    ],
  },
  'SH-05': { tests: ['keeps the theme that was chosen'] },
  'SH-07': {
    tests: [
      'counts what is not read, groups it by how bad it is, and lets it be read and cleared',
      'is told the same thing many times and keeps one, read as it was',
      'does not repeat what was cleared and goes on, until it was over',
      'tells once that a back end has gone, and once that it is back',
      'tells of what is missing in them, without a word in passing',
      'are told of $desc as it ended',
    ],
  },
  'SH-08': {
    tests: [
      'says which console this is and what stands behind it',
      'takes down what a report needs, by parts, and copies all of it',
    ],
  },
  'SH-09': {
    tests: [
      'takes down what a report needs, by parts, and copies all of it',
      'says what the server keeps back, and that a report grows old',
      'has settings, state, log and numbers, and none of the secrets planted everywhere',
      'tells those who see little of the console only what its state is',
    ],
  },
  'SH-10': { tests: ['says which console this is and what stands behind it'] },
  'SH-11': {
    tests: ['asks for a token when one is needed, sends it, and signs out'],
  },
}
