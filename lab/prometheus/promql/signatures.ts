import type { ValueType } from './syntax.ts'

export interface Signature {
  readonly takes: readonly ValueType[]
  readonly optional?: number // how many of the last arguments may be left out
  readonly isVariadic?: boolean // the last kind of argument may repeat
  readonly returns: ValueType
}

const ofVector: Signature = { takes: ['vector'], returns: 'vector' }
const ofMatrix: Signature = { takes: ['matrix'], returns: 'vector' }
const ofTime: Signature = { takes: ['vector'], optional: 1, returns: 'vector' }

/** The functions that the lab evaluates; a query that calls another is refused by name. */
export const functionSignatures: Readonly<Record<string, Signature>> = {
  abs: ofVector,
  absent: ofVector,
  absent_over_time: ofMatrix,
  avg_over_time: ofMatrix,
  ceil: ofVector,
  changes: ofMatrix,
  clamp: { takes: ['vector', 'scalar', 'scalar'], returns: 'vector' },
  clamp_max: { takes: ['vector', 'scalar'], returns: 'vector' },
  clamp_min: { takes: ['vector', 'scalar'], returns: 'vector' },
  count_over_time: ofMatrix,
  day_of_month: ofTime,
  day_of_week: ofTime,
  delta: ofMatrix,
  deriv: ofMatrix,
  exp: ofVector,
  floor: ofVector,
  histogram_quantile: { takes: ['scalar', 'vector'], returns: 'vector' },
  hour: ofTime,
  idelta: ofMatrix,
  increase: ofMatrix,
  irate: ofMatrix,
  label_join: {
    takes: ['vector', 'string', 'string', 'string'],
    optional: 1,
    isVariadic: true,
    returns: 'vector',
  },
  label_replace: {
    takes: ['vector', 'string', 'string', 'string', 'string'],
    returns: 'vector',
  },
  last_over_time: ofMatrix,
  ln: ofVector,
  log10: ofVector,
  log2: ofVector,
  max_over_time: ofMatrix,
  min_over_time: ofMatrix,
  minute: ofTime,
  month: ofTime,
  pi: { takes: [], returns: 'scalar' },
  present_over_time: ofMatrix,
  quantile_over_time: { takes: ['scalar', 'matrix'], returns: 'vector' },
  rate: ofMatrix,
  resets: ofMatrix,
  round: { takes: ['vector', 'scalar'], optional: 1, returns: 'vector' },
  scalar: { takes: ['vector'], returns: 'scalar' },
  sgn: ofVector,
  sort: ofVector,
  sort_desc: ofVector,
  sqrt: ofVector,
  stddev_over_time: ofMatrix,
  stdvar_over_time: ofMatrix,
  sum_over_time: ofMatrix,
  time: { takes: [], returns: 'scalar' },
  timestamp: ofVector,
  vector: { takes: ['scalar'], returns: 'vector' },
  year: ofTime,
}
