import type { Row } from './rows.ts'

/** Panel, tables, toolbar and menus of the graph page: rows of GP-*, GR-* and SH-*. */
export const panelRows: Readonly<Record<string, Row>> = {
  'GP-01': {
    tests: [
      'leads from the picture to a namespace, from there to a node, and back',
      'is hidden and shown again, and stays so',
      'tells of an app its versions and their health, and leads to its page',
    ],
  },
  'GP-02': {
    tests: [
      'splits the rates of each direction by how they were answered',
      'lists its namespaces and clusters, and leads to each',
      'keeps the totals whatever is open, boxed or drawn between',
      'shows when something broke, and says how it was asked',
      'reads a curve of the panel point by point with the keyboard',
    ],
  },
  'GP-03': { tests: ['tells of a namespace its members, traffic and answers'] },
  'GP-04': { tests: ['tells of an app its versions and their health, and leads to its page'] },
  'GP-05': {
    tests: [
      'says in words what its badges mean',
      'names the objects of the configuration that act on it, and what they do',
      'explains a node, and leads to its callers',
    ],
  },
  'GP-06': {
    tests: [
      'opens the next node at the tab that was open',
      'ends with the numbers of the graph, for every node, edge and box and for the whole',
      'names what acts on a workload, and why a call is missing',
    ],
  },
  'GP-07': {
    tests: [
      'leads from a failing edge of the graph to the span that failed and to its lines, in three clicks',
    ],
  },
  'GP-08': {
    tests: [
      'is stepped through by keyboard, each call selected and told in words',
      'says of a call that it is not in the metrics, and draws it none the less',
      'begins at the span that the address names, and leaves nothing when it is closed',
      'leads to the picture of its own time',
      'tell of one that nobody answered whom it was for, and why, in words',
    ],
  },
  'GP-09': {
    tests: [
      'tells of an edge in each tab of its panel',
      'tells whose certificates both ends have',
      'says that mTLS is unknown rather than off',
    ],
  },
  'GP-10': {
    tests: [
      'tells codes with flags in words, and hosts with their codes, in shares',
      'tells each flag on the edges once, in the words of the mesh',
    ],
  },
  'GP-11': { tests: ['tells codes with flags in words, and hosts with their codes, in shares'] },
  'GP-13': { tests: ['says what a waypoint on the way means for the numbers'] },
  'GP-14': {
    tests: ['explains why there is less to tell of $kind', 'says why there are no curves'],
  },
  'GP-15': {
    tests: [
      'leads to the page of what it stands for, and to each of its tabs',
      'tells of an app its versions and their health, and leads to its page',
      'leads from a call to the pages of both its ends',
    ],
  },
  'GP-16': { reason: 'There are no wizards yet; they come with an issue of their own.' },
  'GR-01': {
    tests: [
      'asks for the namespaces that are ticked when the menu closes',
      'draws the neighbours of what is selected, marked as outside',
    ],
  },
  'GR-02': {
    tests: ['waypoint alone: nothing that only a node proxy saw', 'chooses "$name"'],
  },
  'GR-03': {
    tests: ['tells gRPC messages when they are asked for', 'chooses "$name"'],
  },
  'GR-04': { tests: ['asks for requests and for bytes from the client’s seat'] },
  'GR-05': {
    reason:
      'There is nothing to choose: both directions are always measured. The edge says their sum, the panel and the columns of the table each of them.',
  },
  'GR-06': {
    tests: ['in a graph of type $type', 'asks for another graph type and window'],
  },
  'GR-07': {
    tests: [
      'offers windows that the metric store can answer',
      'asks once for a moment of the past, and leads back to now',
    ],
  },
  'GR-08': {
    tests: [
      'chooses "$name"',
      'asks for layers only while they are written on edges',
      'leave latency and throughput to the second half',
      'tells of a quantile only what it is at most',
    ],
  },
  'GR-09': {
    tests: ['switches "$name"', 'chooses "$name"', 'adds one question per layer, two for messages'],
  },
  'GR-10': {
    tests: ['tells the share of what a source sends', 'no share where all goes one way'],
  },
  'GR-11': { tests: ['a rate', 'errors unasked', 'bytes of TCP'] },
  'GR-13': { tests: ['of clusters are drawn when there are several', 'switches "$name"'] },
  'GR-14': { tests: ['hold namespaces, and apps with two or more workloads'] },
  'GR-15': {
    tests: [
      'may be edges whose counters stand still',
      'leaves out what is idle, unless idle edges are asked for',
    ],
  },
  'GR-16': { tests: ['are drawn when they are asked for', 'switches "$name"'] },
  'GR-17': {
    tests: ['draws operations before the callee, the unclassified rest beside them'],
  },
  'GR-19': { tests: ['stand between caller and callee, both halves carrying the rate'] },
  'GR-21': {
    tests: ['T2: draws the waypoint as a node by choice, still counting the call once'],
  },
  'GR-22': {
    tests: ['has one badge for what several marks say, and none that was not chosen'],
  },
  'GR-23': {
    tests: ['draws the lock $desc', 'tells whose certificates both ends have'],
  },
  'GR-24': {
    tests: [
      'has one badge for what several marks say, and none that was not chosen',
      'says every badge of a node in words, whichever are drawn',
      'is named with what it does, be there a mark for it or not',
    ],
  },
  'GR-25': {
    tests: ['has help on each option', 'resets the view, and explains an option to the keyboard'],
  },
  'GR-28': {
    tests: [
      'resets the view to what it is at first',
      'resets the view, and explains an option to the keyboard',
    ],
  },
  'GR-29': {
    tests: [
      'goes back to the whole graph, with the node selected',
      'leads from the picture to a namespace, from there to a node, and back',
    ],
  },
  'GR-48': {
    tests: [
      'leads to details, the middle, the neighbours and the namespace, and closes',
      'opens the traces, or says why it cannot',
      'says why there are no traces',
    ],
  },
  'GR-49': {
    tests: [
      'refuses the neighbours of $desc, and says why',
      'goes back to the whole graph, with the node selected',
    ],
  },
  'SH-13': {
    tests: [
      'asks for the namespaces that are ticked when the menu closes',
      'shows Bookinfo as it is',
    ],
  },
  'SH-15': {
    tests: [
      'all while nothing is known of the store',
      'none shorter than two scrapes, none longer than the store remembers',
      'the one in use, in its place',
    ],
  },
  'SH-16': {
    tests: [
      'live by default',
      'once when paused',
      'on demand',
      'asks nothing in manual mode until told to',
    ],
  },
  'SH-17': { tests: ['asks again at once when told to'] },
  'SH-26': {
    tests: ['writes the kind %s as %s', 'has letters of its own for each kind of node'],
  },
}
