import type { Row } from './rows.ts'

/** Overview, lists and details: rows of OV-*, NL-*, ND-*, LI-*, AD-*, SD-*, WD-* and OA-*. */
export const listRows: Readonly<Record<string, Row>> = {
  'OV-01': {
    tests: [
      'starts where nothing that is called with errors is unwell itself, and names who feels it',
      'tells what is wrong, where it starts and since when, above the counts',
    ],
  },
  'OV-02': {
    tests: ['counts control planes and objects of the configuration, with those that are not well'],
  },
  'OV-03': {
    tests: ['counts control planes and objects of the configuration, with those that are not well'],
  },
  'OV-04': { tests: ['tells what is wrong, where it starts and since when, above the counts'] },
  'OV-05': {
    tests: [
      'counts control planes and objects of the configuration, with those that are not well',
      'tells what is wrong, where it starts and since when, above the counts',
    ],
  },
  'OV-06': {
    tests: [
      'draws how many of all are well, and how much comes in and goes out',
      'tells what is wrong, where it starts and since when, above the counts',
    ],
  },
  'OV-07': {
    tests: [
      'ranks services in tables that are chosen, which the address keeps',
      'rank the services that stand out by the numbers of list and picture',
      'are ranked by errors, response time and bytes, and those with none are left out',
    ],
  },
  'OV-08': {
    tests: ['says that traffic is not known where the store did not answer, and nothing else'],
  },
  'NL-01': {
    tests: [
      'say how each namespace fares, and by which of its members',
      'tells of each namespace its health, mode, revision and mTLS, and leads on',
      'says which revision a tag stands for, and what is not known with the right that it takes',
    ],
  },
  'NL-02': {
    tests: ['has columns to choose and to move, which the address and the browser keep'],
  },
  'NL-03': {
    tests: [
      'cut by $desc',
      'say of each choice what it would leave',
      'is cut by what is chosen, with how many each choice would leave, and shown whole again',
    ],
  },
  'NL-04': {
    tests: [
      'cut by $desc',
      'is cut by what is chosen, with how many each choice would leave, and shown whole again',
    ],
  },
  'NL-05': { tests: ['tells of each namespace its health, mode, revision and mTLS, and leads on'] },
  'NL-06': { tests: ['tells of each namespace its health, mode, revision and mTLS, and leads on'] },
  'NL-07': { tests: ['tells of each namespace its health, mode, revision and mTLS, and leads on'] },
  'NL-08': {
    tests: [
      'takes callers as $desc',
      'tells of each namespace its health, mode, revision and mTLS, and leads on',
    ],
  },
  'NL-09': { tests: ['tells of each namespace its health, mode, revision and mTLS, and leads on'] },
  'NL-10': {
    reason:
      'A row about what is not there: ours has no actions of rows either, and claims nothing.',
  },
  'ND-01': {
    tests: [
      'tells what is wrong in it, how it takes part, and the same as its row',
      'leads on to the other pages about it',
    ],
  },
  'ND-02': {
    tests: [
      'tells how it takes part in the mesh, and that no control plane has its revision',
      'says which revision its tag stands for, or why that is not known',
    ],
  },
  'ND-03': {
    tests: ['counts what it holds by health, each leading to the list of those'],
  },
  'ND-04': {
    tests: [
      'lead to what has the same label, and say before a letter which right is missing',
      'are changed of $desc by those who may, and of nothing else',
      'are changed, added and taken away, and sent as what changes',
      'name the line and the field that Kubernetes would refuse',
      'that two have changed are put side by side, and neither change is lost',
    ],
  },
  'ND-05': { tests: ['shows in small who calls whom in a namespace and around a service'] },
  'ND-06': {
    reason:
      'Its menu leads to the other pages; what it would switch are writes, and come with wizards.',
  },
  'LI-01': {
    tests: [
      'make an app of workloads that name it, with the versions and what touches any of them',
    ],
  },
  'LI-02': { tests: ['say of a service what stands behind it'] },
  'LI-03': { tests: ['tells of each its health, rates and place, and leads to its page'] },
  'LI-04': {
    tests: [
      'says why something acts on a row',
      'are cut by $desc',
      'names what acts on it, and by which words',
    ],
  },
  'LI-05': { tests: ['tells of each its health, rates and place, and leads to its page'] },
  'LI-06': {
    tests: [
      'are cut by $desc',
      'make an app of workloads that name it, with the versions and what touches any of them',
    ],
  },
  'LI-07': { tests: ['filters by a label that is clicked, and lets go of it at the next click'] },
  'LI-08': {
    tests: [
      'are cut by $desc',
      'say of each choice what it would leave, all other filters applied',
    ],
  },
  'LI-10': {
    tests: [
      'are cut by $desc',
      'say of each choice what it would leave, all other filters applied',
    ],
  },
  'LI-09': { tests: ['are cut by $desc', 'name what acts on a service, and why'] },
  'LI-11': { tests: ['are cut by $desc'] },
  'LI-12': { tests: ['$text ($mode): $holds'] },
  'LI-13': {
    tests: [
      'keeps filters, order and columns in the address',
      'shows of a workload what it is, its charts, its lines and its traces, and goes back to the list as it was',
    ],
  },
  'LI-14': {
    reason:
      'Health, configuration and relations cost nothing extra here, so there is nothing to switch off.',
  },
  'LI-15': {
    tests: [
      'are sorted by $desc',
      'put the worst first, and of two equally bad the one with more errors',
    ],
  },
  'LI-16': {
    tests: [
      'are sorted by $desc',
      'put the worst first, and of two equally bad the one with more errors',
    ],
  },
  'LI-17': {
    tests: [
      'are sorted by $desc',
      'put the worst first, and of two equally bad the one with more errors',
    ],
  },
  'LI-18': {
    tests: [
      'moves columns by keyboard and by dragging, and keeps their order in the address',
      'shows the columns that were chosen before, in the address too, until the usual ones are',
      'keeps filters, order and columns in the address',
      'leads from the menu to a list, cut, sorted and with chosen columns, and to the same as a file',
    ],
  },
  'LI-19': { tests: ['draws what is in sight of 10,000 rows, and says how many there are'] },
  'LI-20': { tests: ['says what is missing, that nothing fits, and what was refused'] },
  'LI-21': { tests: ['asks again as often as is chosen, or not at all'] },
  'AD-01': { tests: ['opens the overview first, and loads another tab when somebody looks at it'] },
  'AD-02': {
    tests: ['says of a workload who belongs to it, what acts on it and how it takes callers'],
  },
  'AD-03': {
    tests: [
      'tells of each peer and protocol health, cluster, rate and success, the worst first',
      'leads to the charts of one peer alone, over the same time',
    ],
  },
  'AD-04': {
    reason:
      'Links to an outside trace store stand on the edges of the graph; a tab that is only a link is none.',
  },
  'SD-01': {
    tests: [
      'offers only what there is for this kind, and shows the overview for a tab that is not',
    ],
  },
  'SD-02': { tests: ['tells of a service its ports, selector and addresses'] },
  'SD-03': { tests: ['tells of a service its ports, selector and addresses'] },
  'SD-04': {
    tests: [
      'name what acts on a service, and why',
      'names what acts on a service, by its host or as its target',
    ],
  },
  'SD-05': { tests: ['shows in small who calls whom in a namespace and around a service'] },
  'SD-06': { reason: 'Routing wizards are writes and come with later work.' },
  'SD-07': {
    tests: [
      'tells of a host outside how it is found, by which ports, and who sees it',
      'tells of a host outside how it is found and by which ports',
      'tells of an entry how its hosts are found, by which ports and where',
    ],
  },
  'WD-01': {
    tests: [
      'opens the overview first, and loads another tab when somebody looks at it',
      'keeps the failure of a tab to the tab',
    ],
  },
  'WD-02': {
    tests: [
      'describes what it is, how it takes part and what runs in it, with rows of the administrator',
      'says of an ambient workload who captures it, and of $desc',
      'tells who asks for a sidecar: $desc',
      'tells which waypoint is asked for, by whom, and whether it is there',
      'stands in the description of what has something to say about it',
    ],
  },
  'WD-03': {
    tests: [
      'tells of pods why they are not ready, their owners, and how callers are taken',
      'are cut by $desc',
    ],
  },
  'WD-04': {
    tests: ['asks the API server for pods, containers, owners and events when somebody looks'],
  },
  'WD-05': {
    tests: [
      'lists the machines of a workload outside of the cluster, and no pods',
      'tells of a workload on machines which they are, and that no pods are',
      'have machines outside of the cluster as a workload, which services select like pods',
      'puts machines to the group that they have registered with, and the others by themselves',
    ],
  },
  'WD-06': {
    tests: [
      'writes $desc as a patch of this version alone',
      'are changed of $desc by those who may, and of nothing else',
      'are changed, added and taken away, and sent as what changes',
      'name the line and the field that Kubernetes would refuse',
      'that two have changed are put side by side, and neither change is lost',
    ],
  },
  'WD-07': {
    tests: ['says of a workload who belongs to it, what acts on it and how it takes callers'],
  },
  'WD-08': { reason: 'Switching injection is a write and comes with wizards.' },
  'WD-09': { tests: ['says what may not be read, and shows the rest'] },
  'OA-01': {
    tests: [
      'say before a letter who may not change them, and say it again to those who try',
      'keep what others have changed meanwhile, and name the keys that both did',
      'has room for a name of 253 characters with 300 labels, and changes one of them',
      'are changed of $desc by those who may, and of nothing else',
      'are changed, added and taken away, and sent as what changes',
      'name the line and the field that Kubernetes would refuse',
      'that two have changed are put side by side, and neither change is lost',
    ],
  },
  'OA-02': { reason: 'Deleting belongs to the pages of configuration.' },
  'OA-03': { reason: 'The editor belongs to the pages of configuration.' },
}
