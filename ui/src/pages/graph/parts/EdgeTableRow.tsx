import type { ReactNode } from 'react'
import { HealthBadge } from '../../../components/HealthBadge.tsx'
import { formatMs } from '../../../lib/duration.ts'
import { formatShare } from '../../../lib/ratio.ts'
import type { EdgeRow } from '../edge-rows.ts'

export interface EdgeTableRowProps {
  readonly row: EdgeRow
  readonly index?: number
  readonly isSelected: boolean
  readonly onSelect: (id: string) => void
}

export function EdgeTableRow({ row, index, isSelected, onSelect }: EdgeTableRowProps): ReactNode {
  const { errors, time, mtls } = row
  return (
    <tr
      aria-rowindex={index}
      aria-current={isSelected ? 'true' : undefined}
      className={isSelected ? 'al-selected' : undefined}
      onClick={() => onSelect(row.id)}
    >
      <th scope="row">
        <button type="button" aria-label={`${row.source} calls ${row.target}`}>
          {row.source}
        </button>
      </th>
      <td>{row.target}</td>
      <td>
        <HealthBadge status={row.health} />
      </td>
      <td>{row.protocol}</td>
      <td className="al-num">{row.rateText}</td>
      <td className={errors !== null && errors > 0 ? 'al-num al-bad' : 'al-num'}>
        {errors === null ? '–' : formatShare(errors)}
      </td>
      <td className="al-num">{time === null ? '–' : formatMs(time)}</td>
      <td className="al-num">{mtls === null ? 'unknown' : formatShare(mtls)}</td>
    </tr>
  )
}
