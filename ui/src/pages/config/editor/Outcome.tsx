import { Button } from '@patternfly/react-core'
import type { ReactNode } from 'react'
import type { DraftProblem, WriteOutcome } from '#contract/writes.ts'
import { WouldBeWorse, WriteEnd } from '../../../components/WriteEnd.tsx'
import { t } from '../../../i18n/t.ts'
import type { Sent } from './use-editing.ts'

export interface OutcomeProps {
  readonly sent: Sent
  readonly onAnyway: () => void
  readonly onGoTo: (line: number) => void
}

/** How the last save or dry run ended, and the way on. */
export function Outcome({ sent, onAnyway, onGoTo }: OutcomeProps): ReactNode {
  const { outcome, trouble, isDryRun } = sent
  if (outcome === null) return <WriteEnd end="lost" words={trouble ?? ''} />
  if (outcome.kind === 'conflict') return null
  if (outcome.kind === 'done')
    return <WriteEnd end={isDryRun ? 'tried' : 'saved'} words={sayDone(outcome, isDryRun)} />
  return (
    <WriteEnd end={outcome.kind} words={outcome.message}>
      {outcome.kind === 'invalid' && <Problems problems={outcome.problems} onGoTo={onGoTo} />}
      {outcome.kind === 'worse' && <WouldBeWorse appear={outcome.appear} onAnyway={onAnyway} />}
    </WriteEnd>
  )
}

function sayDone(
  { warnings, isRecorded }: Extract<WriteOutcome, { readonly kind: 'done' }>,
  isDryRun: boolean,
): string {
  const record = isRecorded ? [t('An Event beside the object tells of it.')] : []
  return [...(isDryRun ? [t('Nothing was saved.')] : record), ...warnings].join(' ')
}

function Problems({
  problems,
  onGoTo,
}: {
  problems: readonly DraftProblem[]
  onGoTo: OutcomeProps['onGoTo']
}): ReactNode {
  return (
    <ul>
      {problems.map(({ line, column, message }) => (
        <li key={`${line} ${column} ${message}`}>
          <Button variant="link" size="sm" isInline onClick={() => onGoTo(line)}>
            {t('line {{line}}', { line })}
          </Button>{' '}
          {message}
        </li>
      ))}
    </ul>
  )
}
