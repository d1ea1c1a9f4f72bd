import type { Row } from './rows.ts'

const api =
  'is told part by part with versions and health, two revisions of the control plane among them'
const connected =
  'has each proxy connected to the control plane of its revision, by the metric store'
const box = 'draws every part as a box, which tells more in the panel and stays in the address'
const path = 'goes from the lock in the masthead to the mesh, by picture, panel and table'
const sums = 'sums up the mesh: what is not well, and how many there are of each kind'
const finds = 'finds and hides parts, and closes a kind, all in the address'

/** The page of the mesh, control planes and their state: rows ME-*, CP-*, HE-29 and SH-02. */
export const meshRows: Readonly<Record<string, Row>> = {
  'SH-02': {
    tests: [
      'counts the parts of the mesh that are not well, the mesh itself before its add-ons',
      'warn when they are not reached, where a cluster fails',
    ],
  },
  'ME-01': { tests: [api, box, path, 'is a part of the mesh, with why it is not reached'] },
  'ME-02': {
    tests: [
      'is drawn from the left or from above, as the address says',
      'stands what is configured below its control plane, inside of the box of its cluster',
    ],
  },
  'ME-03': { tests: ['hides and shows kinds of parts, gateways and waypoints among them'] },
  'ME-04': { tests: ['finds parts by $find', finds] },
  'ME-05': { tests: [finds] },
  'ME-06': { tests: ['explains its signs, healths and lines'] },
  'ME-07': {
    tests: [
      sums,
      'says within a moment that a control plane is gone, and what that means for its proxies',
    ],
  },
  'ME-08': { tests: [sums] },
  'ME-09': {
    tests: [
      box,
      path,
      'tells what a control plane is set to and may take to those who may read it',
    ],
  },
  'ME-10': { tests: ['tells of each namespace of a data plane how many pods are in the mesh'] },
  'ME-11': {
    tests: [
      'tells of a namespace its health by kind and what came in and went out',
      'tells how many namespaces follow a control plane, in figures and in a ring',
    ],
  },
  'ME-12': {
    reason:
      'The panel of the cluster tells version, address, latency and since when; one context is one cluster here, so there is no home cluster and no secret of another.',
  },
  'ME-13': {
    tests: [
      'draws what the console itself takes, without a store',
      'is kept for half an hour, a point each half minute, however often it is asked',
    ],
  },
  'ME-14': { tests: ['tells of a store what it was told, as a text to copy'] },
  'ME-15': {
    reason:
      'How each store was found, which of its APIs answered under which path, and what keeps it from being reached, stands with it. A helper that calls any address that a browser names would make the console, which stands inside the cluster, a way into its network.',
  },
  'ME-16': { tests: [finds, 'ends lines at the heading of a kind that is closed'] },
  'ME-17': { tests: ['has its keys and a tour, as the graph has'] },
  'ME-18': {
    tests: ['says what was looked for where there is no mesh, and what was refused'],
  },
  'HE-29': {
    tests: [
      'warn when they are not reached, where a cluster fails',
      'is as ready as $desc',
      'is told by its figures to have $desc',
    ],
  },
  'CP-01': {
    tests: [
      ...[api, 'is as ready as $desc', sums],
      'are judged by whom the API server trusts: $desc',
      'S02: a control plane that is gone, told with what it is held against, until it is back',
    ],
  },
  'CP-02': {
    tests: [
      'draws lines for what the container of a control plane may take, or says that it has none',
    ],
  },
  'CP-03': {
    tests: [
      'says of $mode servers with automatic clients $isAutoMtls: $state',
      'shows a lock for what the mesh as a whole does, and none where that is not known',
      path,
    ],
  },
  'CP-04': { tests: ['tells of each namespace its health, mode, revision and mTLS, and leads on'] },
  'CP-05': { tests: [box, 'reads what the mesh is set to: $desc'] },
  'CP-06': {
    tests: [
      'says of $mode servers with automatic clients $isAutoMtls: $state',
      'says of a workload who belongs to it, what acts on it and how it takes callers',
    ],
  },
  'CP-07': {
    tests: [
      'is good $desc: $status',
      'is said to be none when it cannot be read, and keys are left alone',
      box,
    ],
  },
  'CP-08': {
    tests: [connected, 'tell of the control plane: its processor, its memory and how fast it is'],
  },
  'CP-09': {
    tests: [
      'settings put together: $desc',
      'tells what a control plane is set to and may take to those who may read it',
    ],
  },
  'CP-11': {
    reason:
      'Revisions, tags and the namespaces of each control plane are told, those in between two as well; switching a namespace from one to another is a write that comes with the wizards.',
  },
}
