import type { Row } from './rows.ts'

/** Replay and curves of the graph page: rows RP-* and GP-12. */
export const timeRows: Readonly<Record<string, Row>> = {
  'RP-01': {
    tests: [
      'replays the last five minutes in frames of ten seconds, and plays by itself',
      'survives a reload, and ends without a trace in the address',
    ],
  },
  'RP-02': {
    tests: ['takes another length and a start of one’s own, no earlier than the store remembers'],
  },
  'RP-03': {
    tests: [
      'takes another length and a start of one’s own, no earlier than the store remembers',
      'starts at the whole minute of a start of one’s own',
      'does not run into the future',
    ],
  },
  'RP-04': {
    tests: [
      'is dragged to a frame, which pauses it, and offers to play again at the end',
      'shows the numbers of the frame',
      'moves nothing from frame to frame of a replay, nor what comes back in one',
      'takes the nearest frame',
    ],
  },
  'RP-05': {
    tests: [
      'replays the last five minutes in frames of ten seconds, and plays by itself',
      'is dragged to a frame, which pauses it, and offers to play again at the end',
      'writes elapsed time as minutes and seconds',
    ],
  },
  'RP-06': {
    tests: ['replays the last five minutes in frames of ten seconds, and plays by itself'],
  },
  'RP-07': { tests: ['survives a reload, and ends without a trace in the address'] },
  'GP-12': {
    tests: [
      'asks for the response time of an edge, whatever labels are shown',
      'tells the response time of an edge, and whose counters speak',
      'tells the mean of the calls into a node or box, whatever statistic edges show',
      'weighs the means of its callers by their requests',
      'tells the gRPC messages of an edge where they are asked for',
      'draws errors with the requests that they are among, and leaves out errors there were none of',
    ],
  },
}
