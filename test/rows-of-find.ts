import type { Row } from './rows.ts'

/** Find and hide, rows FH-*, and the rows of the graph page that they carry. */
export const findRows: Readonly<Record<string, Row>> = {
  'FH-01': { tests: ['FH-01: every operator, as sign and as word, and its negation'] },
  'FH-02': { tests: ['FH-02: NaN is no activity'] },
  'FH-03': {
    tests: [
      'FH-03: texts of nodes, by all their names',
      'FH-03: name is any name of a node, also beside other criteria',
      'FH-03: a kind of node that does not exist',
    ],
  },
  'FH-04': {
    tests: [
      'FH-04: rates of nodes in the units of their rows',
      'FH-04: rank is a place by edges',
      'FH-04: ranks',
    ],
  },
  'FH-05': {
    tests: [
      'FH-05: labels, their being there and their values',
      'FH-05: a label without a key',
      'are sent when they are asked for, and not otherwise',
      'do not name what the viewer may not see',
      'finds by labels, which are asked for only then',
    ],
  },
  'FH-06': { tests: ['FH-06: what a node is or has, by every name'] },
  'FH-07': { tests: ['FH-07: healthy and its opposite leave out what cannot be judged'] },
  'FH-08': { tests: ['FH-08: a sidecar is a sidecar, and out of mesh is out of mesh'] },
  'FH-09': { tests: ['FH-09: texts of edges'] },
  'FH-10': { tests: ['FH-10: numbers of edges: rates, times, percent'] },
  'FH-11': { tests: ['FH-11: mutual TLS and traffic of edges'] },
  'FH-12': {
    tests: [
      'FH-12: response times',
      'FH-12: throughput',
      'FH-12: locks',
      'FH-12: routing badges',
      'FH-12: idle nodes',
      'FH-12: switches on what it looks at, and says so',
    ],
  },
  'FH-13': {
    tests: [
      'FH-13: Enter submits, and again goes through what was found',
      'FH-13: Tab completes, and leads on where nothing is begun',
      'FH-13: arrows choose from the list, Enter takes it',
      'FH-13: what is pasted is in force at once',
      'completes words, names and operators by Tab',
    ],
  },
  'FH-14': {
    tests: [
      'FH-14: reads what the page is to offer to find and to hide, from the file alone',
      'FH-14: offers what the administrator configured, and begins with what they chose',
      'FH-14: begins with nothing over what the address has, nor twice in a tab',
      'FH-14: refuses a preset with $desc, and says the way out',
    ],
  },
  'FH-15': {
    tests: [
      'FH-15: offers expressions that need not be written',
      'takes a preset, shows what it looks at, and keeps both over a reload',
    ],
  },
  'FH-16': {
    tests: [
      'FH-16: the edges of hidden nodes, and nodes that had no others',
      'FH-16: boxes that are empty then',
      'FH-16: nodes left without an edge by hidden edges, but idle ones',
      'FH-16: does not find what is hidden',
      'hides from picture and table alike, leaves the totals, and shows again',
    ],
  },
  'FH-17': {
    tests: [
      'FH-17: edges without a bad health, as part of hide',
      'FH-17: unhealthy edges and an expression together',
      'draws unhealthy edges alone, in the table too',
    ],
  },
  'FH-18': {
    tests: [
      'FH-18: reads every example of the checklist',
      'explains the language, and tries an example',
    ],
  },
  'FH-19': { tests: ['FH-19: explains the language in five tabs'] },
  'FH-20': {
    tests: [
      'FH-20: an operand that does not exist, with what may have been meant',
      'FH-20: nodes and edges joined by and',
      'FH-20: a rank out of its range',
      'FH-20: shows an error under its field, with the place, and takes a way out',
      'says under the field what it cannot read, where, and the way out',
    ],
  },
  'GR-18': {
    tests: [
      'GR-18: by all edges, ties alike',
      'GR-18: by inbound edges',
      'GR-18: by outbound edges',
      'GR-18: presses more than a hundred places into 1 to 100',
      'GR-18: writes ranks below names, and takes them away again',
      'GR-18: writes ranks wherever names are, other captions only where they can be read',
    ],
  },
  'GR-26': {
    tests: [
      'finds without a pointer, and lets go',
      'hides from picture and table alike, leaves the totals, and shows again',
    ],
  },
}
