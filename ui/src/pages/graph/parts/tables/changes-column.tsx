import { Label } from '@patternfly/react-core'
import { changeKinds, type Change } from '#contract/compare.ts'
import { t } from '../../../../i18n/t.ts'
import { changeWords, writeChange } from '../compare/change-words.ts'
import type { TableColumn } from './table-column.ts'

/** What became of each row since the other moment, the worst first; what is as it was comes last. */
export function changesColumn<Row extends { readonly id: string }>(
  changes: readonly Change[],
): TableColumn<Row> {
  const byId = Map.groupBy(changes, ({ id }) => id)
  const changesOf = ({ id }: Row): readonly Change[] => byId.get(id) ?? []
  return {
    name: 'changes',
    word: t('Changed'),
    isUsual: true,
    keyOf: (row) => {
      const ranks = changesOf(row).map(({ kind }) => changeKinds.indexOf(kind))
      return ranks.length === 0 ? null : Math.min(...ranks)
    },
    cell: (row) => {
      const own = changesOf(row)
      if (own.length === 0) return '–'
      return own.map((change) => (
        <span key={`${change.kind} ${change.measure}`} className="al-row-change">
          <Label isCompact variant="outline">
            {changeWords[change.kind]}
          </Label>{' '}
          {writeChange(change)}
        </span>
      ))
    },
    csv: [['changes', (row) => changesOf(row).map(wordsOf).join('; ')]],
  }
}

function wordsOf(change: Change): string {
  const numbers = writeChange(change)
  return numbers === null ? changeWords[change.kind] : `${changeWords[change.kind]} ${numbers}`
}
