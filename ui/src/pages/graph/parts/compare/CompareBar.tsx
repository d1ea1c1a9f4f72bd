import { Button, ToggleGroup, ToggleGroupItem } from '@patternfly/react-core'
import type { ReactNode } from 'react'
import { t } from '../../../../i18n/t.ts'
import { formatInstant } from '../../../../lib/age.ts'
import type { GraphView } from '../../url.ts'
import type { Moment } from '../../use-moment.ts'
import { useNow } from '../../use-now.ts'

export interface CompareBarProps {
  readonly view: GraphView
  readonly moment: Moment
  readonly onChange: (patch: Partial<GraphView>) => void
}

/** Which two moments are compared, and which of them is shown: both as one, the earlier, the later. */
export function CompareBar({ view, moment, onChange }: CompareBarProps): ReactNode {
  const now = useNow()
  const { before, at, side } = view
  if (before === null) return null
  const { comparison, comparisonError } = moment
  const choices = [
    { name: 'both', text: t('Difference') },
    { name: 'before', text: t('At {{time}}', { time: formatInstant(before, now) }) },
    {
      name: 'after',
      text: at === null ? t('Now') : t('At {{time}}', { time: formatInstant(at, now) }),
    },
  ] as const
  return (
    <div className="al-compare" role="group" aria-label={t('Two moments')}>
      <ToggleGroup aria-label={t('Which moment is shown')} isCompact>
        {choices.map(({ name, text }) => (
          <ToggleGroupItem
            key={name}
            text={text}
            isSelected={side === name}
            onChange={() => onChange({ side: name })}
          />
        ))}
      </ToggleGroup>
      <span role="status" className={comparisonError === null ? 'al-quiet' : 'al-bad'}>
        {comparisonError ?? summaryOf(comparison)}
      </span>
      <Button
        variant="link"
        size="sm"
        isInline
        onClick={() => onChange({ before: null, side: 'both' })}
      >
        {t('Stop comparing')}
      </Button>
    </div>
  )
}

function summaryOf(comparison: Moment['comparison']): string {
  if (comparison === null) return t('Comparing…')
  if (comparison.whyNot !== null) return comparison.whyNot
  return comparison.changes.length === 0
    ? t('Nothing changed')
    : t('{{count}} changes', { count: comparison.changes.length })
}
