import type { Row } from './rows.ts'

/** The logs of an app, a service or a workload: rows LO-*. */
export const logRows: Readonly<Record<string, Row>> = {
  'LO-01': {
    tests: [
      'merges all pods and containers of an app by time',
      'finds the pods of $desc',
      'follows all pods, stands still for who scrolls up, and goes on',
    ],
  },
  'LO-02': {
    tests: [
      'reads init containers and the run before the present one by choice',
      'gives each pod a colour, whatever order they come in',
    ],
  },
  'LO-03': { tests: ["adds what node proxies and waypoints say of an ambient app's pods"] },
  'LO-04': {
    tests: [
      'sends only what the filters let through',
      'names the filter that is wrong',
      'takes no time for $pattern, which others never finish',
      'says what is wrong with $pattern',
    ],
  },
  'LO-05': {
    tests: [
      'puts spans among the lines by time, none of them twice',
      'shows spans among its lines, each a way to its trace',
      'lists the spans of a subject within a time, and no more than were asked for',
    ],
  },
  'LO-06': {
    tests: [
      'make room for newer ones, and say how many',
      'of a flood show the present, count what they drop, and hold nobody up',
    ],
  },
  'LO-07': {
    tests: [
      'goes back page by page without a gap and without doubling',
      'follows nothing where it looks at the past',
    ],
  },
  'LO-08': {
    tests: [
      'is short for the usual view, and lives through nonsense field by field',
      'sets the level of a proxy from among its lines',
    ],
  },
  'LO-09': {
    tests: ['copies all lines that are shown, and takes the whole window by choice'],
  },
  'LO-10': {
    tests: [
      'reads every field of the usual format',
      'explains each field, flags and clusters in words',
      "reads the mesh's own text format",
      "reads the mesh's own JSON format, and that of a provider",
      'explains an access log line, leads to its trace and to all lines of its request',
      'reads 100,000 fuzzed lines without a crash, in bounded time',
    ],
  },
  'LO-11': {
    tests: [
      'merges all pods and containers of an app by time',
      'stand in the order of time, those of slow containers too',
    ],
  },
  'LO-12': { tests: ['folds JSON and tells it as a table', 'folds JSON to its message'] },
  'LO-13': { tests: ['reads %j as %s', 'takes a request with $status $flags for $expected'] },
  'LO-14': {
    tests: [
      'says which right is missing, and reads nothing, without pods/log',
      'says on the page which right is missing, and shows no line',
      'say of a container that is $desc what it is',
    ],
  },
  'LO-15': {
    tests: [
      'follows all pods, stands still for who scrolls up, and goes on',
      'begin with the past, go on, and come back without a doubled or lost line',
    ],
  },
}
