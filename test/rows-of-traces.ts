import type { Row } from './rows.ts'

/** The explorer of traces and the stores behind it: rows of TP-* and TB-*. */
export const traceRows: Readonly<Record<string, Row>> = {
  'TP-01': {
    tests: [
      'finds those that a workload took part in, newest first',
      'shows the same trace as flame graph, statistics and calls',
    ],
  },
  'TP-02': {
    tests: [
      'narrows by errors, duration and tags',
      'says that there may be more',
      'stands by $axis instead, when that is chosen',
    ],
  },
  'TP-03': {
    tests: [
      'tells how long requests usually take, over three windows, by statistics',
      'offers to search for what is slower than a percentile of the metrics',
    ],
  },
  'TP-04': {
    tests: [
      'links to a trace where the settings say that it is shown',
      'is drawn from the gateway to the last service, each span at its workload',
    ],
  },
  'TP-05': {
    tests: [
      'puts traces by time and by the logarithm of their duration',
      'reads a place back, so that what is marked can be searched for',
      'says of a dot how its trace stands to what is usual',
      'holds the trace of a dot against its metrics beside it',
    ],
  },
  'TP-06': {
    tests: [
      'are those of $desc',
      'of $ms ms and $usual ms is $heat',
      'is put in words: $words',
      'holds a trace against its metrics and against similar traces',
    ],
  },
  'TP-07': {
    tests: [
      'lays two traces over each other',
      'is compared with another of its kind',
      'shows the calls by $order',
      'lies over the graph, and is stepped through there by keyboard',
      'places a call $desc',
    ],
  },
  'TP-08': { tests: ['finds those that a workload took part in, newest first'] },
  'TP-09': {
    tests: [
      'walks through the spans with the keyboard, and keeps the one in the address',
      'closes and opens what is below a span',
      'leads to the lines of all that took part, merged by time',
    ],
  },
  'TP-10': { tests: ['tells of each span what it says, and flags in words'] },
  'TP-11': {
    tests: [
      'finds spans within a trace',
      'finds spans by service and operation, whatever their case',
    ],
  },
  'TP-12': {
    tests: ['are those of $desc', 'holds a span against the metrics of its route'],
  },
  'TP-13': {
    tests: ['walks through the spans with the keyboard, and keeps the one in the address'],
  },
  'TP-14': {
    tests: ['finds those that a workload took part in, newest first', 'finds those of $desc'],
  },
  'TP-15': { tests: ['reads off $desc'] },
  'TB-01': {
    tests: [
      'sends headers of tenants, and the token that is in the file just now',
      'asks by the API that the settings name alone',
      'finds its way to a store with $desc',
      'is a Jaeger of the third API alone, which finds nothing with 404 (T18)',
    ],
  },
  'TB-02': {
    tests: [
      'is Tempo by its values of a tag, and is asked in TraceQL',
      'is an older Tempo, whose ids are base64 (T21)',
      'sends headers of tenants, and the token that is in the file just now',
    ],
  },
  'TB-03': { tests: ['finds those of $desc', 'reads off $desc'] },
  'TB-04': { tests: ['finds its way to a store with $desc'] },
  'TB-05': {
    tests: [
      'are those of exactly this title, asked for once',
      'finds dashboards by their titles, and leads to the search where it cannot',
      'leaves out parameters whose variable there is not',
      'knows the app, the version and the one service of a workload',
      'elsewhere are linked with the names filled in',
    ],
  },
  'TB-06': { tests: ['leads to dashboards of other products by their whole address'] },
  'TB-07': { tests: ['says which mesh and which back ends it found'] },
}
