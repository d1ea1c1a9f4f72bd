import type { Row } from './rows.ts'

/** The inside of proxies: rows EN-*, and those of others that are shown there. */
export const proxyRows: Readonly<Record<string, Row>> = {
  'EN-01': {
    tests: [
      'keeps to one moment until somebody reads again',
      'tells a table that is not whole, one without rows, and one without an answer apart',
    ],
  },
  'EN-02': { tests: ['lays two pods beside each other, and says before what a log level does'] },
  'EN-03': { tests: ['shows field by field what differs from another pod'] },
  'EN-04': {
    tests: [
      'asks the server for filters and order, and goes from a listener to its routes without them',
    ],
  },
  'EN-05': {
    tests: [
      'leads from a row to the objects that made it',
      'leads from a failing edge of the graph to the route that sent it, and to the object that made the route',
    ],
  },
  'EN-06': {
    tests: [
      'is as JSON.stringify has it',
      'stops where it is long enough, and leaves lines alone that are there',
    ],
  },
  'EN-07': {
    tests: [
      'goes to another part without the filters of the former one, and stays in the comparison',
    ],
  },
  'OA-04': { tests: ['says what setting a log level does before, and sets it'] },
}
