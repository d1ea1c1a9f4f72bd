import type { Row } from './rows.ts'

const lists = 'says which pods have one, what can be read of it, and which right is missing'
const linked = 'links rows to the objects that made them, and to the pods behind them'
const asJson = 'hands out what the proxy is told as JSON, whole or one resource of it'
const nodes = 'has services and workloads of a ztunnel, and what a waypoint serves'
const said = 'says what the proxy says of itself, and what the control plane says of it'

const dashboards = 'draws the dashboard of its kind where there is one'
const waypoints =
  'tells of a waypoint what it is for, whether each pod has what was sent, and what is enrolled by which label'

/** The inside of proxies: rows EN-*, and those of others that are shown there. */
export const proxyRows: Readonly<Record<string, Row>> = {
  'EN-01': {
    tests: [
      lists,
      dashboards,
      'keeps to one moment until somebody reads again',
      'tells a table that is not whole, one without rows, and one without an answer apart',
    ],
  },
  'EN-02': {
    tests: [
      'lays two pods beside each other, and says before what a log level does',
      'says by how much figures differ',
      'differ in what was counted between them',
      lists,
    ],
  },
  'EN-03': {
    tests: [
      'has a row for each cluster, and says what was refused',
      'is read into tables as Envoy writes them',
      'are found by $desc',
      'shows field by field what differs from another pod',
      linked,
    ],
  },
  'EN-04': {
    tests: [
      'has a row for each way through a listener, in words',
      'asks the server for filters and order, and goes from a listener to its routes without them',
    ],
  },
  'EN-05': {
    tests: [
      'has a row for each route, the telling domains first',
      'links routes of a gateway to their VirtualService',
      'leads from a row to the objects that made it',
      'leads from a failing edge of the graph to the route that sent it, and to the object that made the route',
    ],
  },
  'EN-06': {
    tests: [
      asJson,
      'is as JSON.stringify has it',
      'stops where it is long enough, and leaves lines alone that are there',
    ],
  },
  'EN-07': {
    tests: [
      'of routes and of listeners are found by the route configuration',
      'goes to another part without the filters of the former one, and stays in the comparison',
    ],
  },
  'EN-08': { tests: [asJson, linked] },
  'EN-09': {
    tests: [
      nodes,
      'has services, workloads and certificates',
      'shows what the proxy of a node knows, filtered by what is typed',
      dashboards,
    ],
  },
  'EN-10': {
    tests: [
      nodes,
      said,
      waypoints,
      'says by whose label, and whether it is for traffic of that kind',
    ],
  },
  'OA-04': {
    tests: [
      'says what setting a log level does before, and sets it',
      'is set of all loggers or of one, and read again',
      'is not set for $desc',
      'is set by those alone who may forward ports, and from the pages of the console',
    ],
  },
  'CP-10': { tests: [said, waypoints, 'is read type by type'] },
}
