import type { RequestedService, TrafficEnd } from '../../seams/traffic.ts'
import type { LabelledVector } from '../../seams/vector.ts'
import type { Column } from './columns.ts'
import { groupRows } from './group-rows.ts'
import { buildEnd, buildService, endSuffixes, serviceColumns } from './names.ts'

export interface InternedNames {
  readonly sourceAt: (row: number) => TrafficEnd
  readonly destinationAt: (row: number) => TrafficEnd
  readonly serviceAt: (row: number) => RequestedService
}

/** What was built before, by what it says. */
export interface Kept {
  readonly ends: Map<string, TrafficEnd>
  readonly services: Map<string, RequestedService>
}

export const createKept = (): Kept => ({ ends: new Map(), services: new Map() })

/** Ends and services of a whole vector, each different one built once; source or destination alike. */
export function internNames(
  vector: LabelledVector,
  columnOf: (name: string) => Column,
  { ends, services }: Kept,
): InternedNames {
  const from = { vector, columnOf }
  return {
    sourceAt: intern(
      from,
      endSuffixes.map((suffix) => `source_${suffix}`),
      (values) => keep(ends, buildEnd(values)),
    ),
    destinationAt: intern(
      from,
      endSuffixes.map((suffix) => `destination_${suffix}`),
      (values) => keep(ends, buildEnd(values)),
    ),
    serviceAt: intern(from, serviceColumns, (values) => keep(services, buildService(values))),
  }
}

function intern<Value>(
  { vector, columnOf }: { vector: LabelledVector; columnOf: (name: string) => Column },
  names: readonly string[],
  build: (values: readonly (string | null)[]) => Value,
): (row: number) => Value {
  const columns = names.map((name) => vector.labelNames.indexOf(name))
  const { groupByRow, firstRows } = groupRows(vector, columns)
  const readers = names.map(columnOf)
  const built = firstRows.map((row) => build(readers.map((at) => at(row))))
  const nobody = build(names.map(() => null))
  return (row) => built[groupByRow[row] ?? -1] ?? nobody
}

/** Different labels can mean the same: empty and `unknown`, a canonical name and an app label. */
function keep<Value extends object>(kept: Map<string, Value>, value: Value): Value {
  const key = Object.values(value).join('\n')
  const known = kept.get(key)
  if (known !== undefined) return known
  kept.set(key, value)
  return value
}
