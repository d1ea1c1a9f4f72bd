import type { Row } from './rows.ts'

/** The frame of the page: rows SH-*, but for those that stand with the graph, time and languages. */
export const shellRows: Readonly<Record<string, Row>> = {
  'SH-01': {
    reason:
      'Pages stand side by side, and in a menu where there is no room for that; there is no side bar to fold, and no lines between groups.',
  },
  'SH-03': {
    reason:
      'There is no mode that shows a file instead of a mesh: what is old is said by the warnings of each answer.',
  },
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
    tests: [
      'asks for a token when one is needed, sends it, and signs out',
      'sends the token of one cluster to no other',
    ],
  },
  'SH-14': {
    tests: ['searches among many', 'leaves no row, selection or choice of the old cluster behind'],
  },
  'SH-18': {
    tests: [
      'takes a stretch of time by its two ends, and none that ends before it begins',
      'is over a stretch by its two ends, unless it ends before it begins',
    ],
  },
  'SH-19': { tests: ['says over how long health and rates are taken'] },
  'SH-24': {
    tests: [
      'keeps the failure of a page to the page, and tries again',
      'lets go of a failure where somebody goes elsewhere, and offers the way back',
      'keeps the failure of a tab to the tab',
    ],
  },
  'SH-25': {
    tests: [
      'opens the overview first, and loads another tab when somebody looks at it',
      'shows of a workload what it is, its charts, its lines and its traces, and goes back to the list as it was',
    ],
  },
}
