import { Button, ToggleGroup, ToggleGroupItem } from '@patternfly/react-core'
import type { ReactNode } from 'react'
import { formatInstant } from '../../../../lib/age.ts'
import { count } from '../../../../lib/plural.ts'
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
    { name: 'both', text: 'Difference' },
    { name: 'before', text: `At ${formatInstant(before, now)}` },
    { name: 'after', text: at === null ? 'Now' : `At ${formatInstant(at, now)}` },
  ] as const
  return (
    <div className="al-compare" role="group" aria-label="Two moments">
      <ToggleGroup aria-label="Which moment is shown" isCompact>
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
        Stop comparing
      </Button>
    </div>
  )
}

function summaryOf(comparison: Moment['comparison']): string {
  if (comparison === null) return 'Comparing…'
  if (comparison.whyNot !== null) return comparison.whyNot
  return comparison.changes.length === 0
    ? 'Nothing changed'
    : count(comparison.changes.length, 'change')
}
