import type { Row } from './rows.ts'

const files = [
  'are all as they should be, and ask in PromQL',
  'is answered alike over a range, whatever the dashboards ask',
]
const found = 'are found by the metrics of the pods: $subject'

/** Charts of apps, services and workloads, and dashboards of what runs in pods: rows MT-* and RD-*. */
export const metricsRows: Readonly<Record<string, Row>> = {
  'MT-01': {
    tests: [
      'has the twelve charts and errors, each with PromQL for every subject and grouping',
      'has every chart with numbers somewhere in the lab',
    ],
  },
  'MT-02': {
    tests: ['asks for $desc', 'is answered alike over a range, whatever its charts ask'],
  },
  'MT-03': {
    tests: [
      'groups by what is chosen, then shows the chosen values alone, all in the address',
      'chooses statistics and the reporter',
      'reads back $desc as it wrote it',
    ],
  },
  'MT-04': {
    tests: [
      'groups by labels that an administrator adds, in the directions that they are for',
      'keeps its own groupings, which know whose peers may be told, from being replaced',
      'is offered to group by, and groups',
      'reads the rows and the groupings that an administrator adds',
    ],
  },
  'MT-05': {
    tests: [
      'chooses statistics and the reporter',
      'an ambient workload, whose requests waypoints report',
      'both reporters, told apart and never summed',
    ],
  },
  'MT-06': {
    tests: ['draws trend lines, and says how they are made and how much they change', 'fits $desc'],
  },
  'MT-07': {
    tests: [
      'lays spans over the durations alone, and says how many there are',
      'lists the spans of a subject within a time, and no more than were asked for',
    ],
  },
  'MT-08': {
    tests: [
      'expands one chart, which alone is asked for',
      'tells the numbers at an instant, and shows a marked time, by keyboard',
      'shows the marked time in all charts and in the address, and goes back',
    ],
  },
  'MT-09': {
    tests: [
      'fills the variables of links, and leaves the time to the page',
      'elsewhere are linked with the names filled in',
    ],
  },
  'MT-10': {
    tests: ['groups by what is chosen, then shows the chosen values alone, all in the address'],
  },
  'RD-01': { tests: [found, 'are shown when the pods ask for them, found or not'] },
  'RD-02': {
    tests: [found, 'tell of the control plane: its processor, its memory and how fast it is'],
  },
  'RD-03': { tests: files },
  'RD-04': { tests: [found, ...files] },
  'RD-05': {
    reason:
      'The console tells of itself at /metrics, where its questions are counted and timed; a dashboard of them would be one more file.',
  },
  'RD-06': { tests: [found, ...files] },
  'RD-07': { tests: files },
  'RD-08': { tests: [found, ...files] },
  'RD-09': {
    reason:
      'Quarkus tells of itself by Micrometer since 2.0, with the names of the JVM dashboard, which is found for it; its names of 1.x are not known.',
  },
  'RD-10': { tests: [found, ...files] },
  'RD-11': { tests: files },
  'RD-12': { tests: ['put pods together as they are told to, or tell them apart'] },
  'RD-13': {
    tests: [
      'stand beside the others',
      'take the place of one with the same id',
      'are refused with $desc',
    ],
  },
  'RD-14': { tests: [found, ...files] },
}
