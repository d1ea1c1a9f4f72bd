import { Alert, Button } from '@patternfly/react-core'
import type { ReactNode } from 'react'
import type { DraftProblem, WriteOutcome } from '#contract/writes.ts'
import { t } from '../../../i18n/t.ts'
import type { Sent } from './use-editing.ts'

export interface OutcomeProps {
  readonly sent: Sent
  readonly onAnyway: () => void
  readonly onGoTo: (line: number) => void
}

type Other = Exclude<WriteOutcome, { readonly kind: 'conflict' | 'done' }>

const titles = {
  invalid: t('This cannot be saved as it is'),
  worse: t('This would make errors'),
  forbidden: t('You may not do this'),
  deleted: t('The object has been deleted meanwhile'),
  exists: t('There is an object of that name'),
  refused: t('The cluster refuses it'),
  unknown: t('Nobody knows whether it was saved'),
} as const satisfies Record<Other['kind'], string>

/** How the last save or dry run ended, and the way on. */
export function Outcome({ sent, onAnyway, onGoTo }: OutcomeProps): ReactNode {
  const { outcome, trouble, isDryRun } = sent
  if (outcome === null)
    return <Told variant="danger" title={t('It did not work')} words={trouble ?? ''} />
  if (outcome.kind === 'conflict') return null
  if (outcome.kind === 'done') {
    const title = isDryRun ? t('The dry run went through: the cluster would take it') : t('Saved')
    return <Told variant="success" title={title} words={sayDone(outcome, isDryRun)} />
  }
  return (
    <Told
      variant={outcome.kind === 'worse' ? 'warning' : 'danger'}
      title={titles[outcome.kind]}
      words={outcome.message}
    >
      {outcome.kind === 'invalid' && <Problems problems={outcome.problems} onGoTo={onGoTo} />}
      {outcome.kind === 'worse' && (
        <>
          <ul>
            {outcome.appear.map(({ rule, message, object }) => (
              <li key={`${rule} ${message} ${object.name}`}>
                {rule} {object.kind} {object.name}: {message}
              </li>
            ))}
          </ul>
          <Button variant="secondary" size="sm" onClick={onAnyway}>
            {t('Save all the same')}
          </Button>
        </>
      )}
    </Told>
  )
}

function sayDone(
  { warnings, isRecorded }: Extract<WriteOutcome, { readonly kind: 'done' }>,
  isDryRun: boolean,
): string {
  const record = isRecorded ? [t('An Event beside the object tells of it.')] : []
  return [...(isDryRun ? [t('Nothing was saved.')] : record), ...warnings].join(' ')
}

interface ToldProps {
  readonly variant: 'success' | 'warning' | 'danger'
  readonly title: string
  readonly words: string
  readonly children?: ReactNode
}

function Told({ variant, title, words, children }: ToldProps): ReactNode {
  return (
    <Alert variant={variant} isInline title={title} isLiveRegion className="al-editor-outcome">
      {words !== '' && <p>{words}</p>}
      {children}
    </Alert>
  )
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
