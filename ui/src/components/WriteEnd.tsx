import { Alert, Button } from '@patternfly/react-core'
import type { ReactNode } from 'react'
import type { Finding } from '#contract/validations.ts'
import type { WriteOutcome } from '#contract/writes.ts'
import { t } from '../i18n/t.ts'
import './components.css'

/** `lost`: there was no answer; `tried`: a dry run that went through. */
type End = Exclude<WriteOutcome['kind'], 'conflict' | 'done'> | 'lost' | 'tried' | 'saved'

const looks = {
  saved: { variant: 'success', title: t('Saved') },
  tried: {
    variant: 'success',
    title: t('The dry run went through: the cluster would take it'),
  },
  worse: { variant: 'warning', title: t('This would make errors') },
  invalid: { variant: 'danger', title: t('This cannot be saved as it is') },
  forbidden: { variant: 'danger', title: t('You may not do this') },
  deleted: { variant: 'danger', title: t('The object has been deleted meanwhile') },
  exists: { variant: 'danger', title: t('There is an object of that name') },
  refused: { variant: 'danger', title: t('The cluster refuses it') },
  unknown: { variant: 'danger', title: t('Nobody knows whether it was saved') },
  lost: { variant: 'danger', title: t('It did not work') },
} as const satisfies Record<End, { variant: 'success' | 'warning' | 'danger'; title: string }>

export interface WriteEndProps {
  readonly end: End
  readonly words: string
  readonly children?: ReactNode
}

/** How a save or a dry run ended. */
export function WriteEnd({ end, words, children }: WriteEndProps): ReactNode {
  return (
    <Alert {...looks[end]} isInline isLiveRegion className="al-write-end">
      {words !== '' && <p>{words}</p>}
      {children}
    </Alert>
  )
}

/** Findings one a line, each with the object that it is about. */
export function FindingLines({ findings }: { readonly findings: readonly Finding[] }): ReactNode {
  return (
    <ul>
      {findings.map(({ rule, message, object }) => (
        <li key={`${rule} ${message} ${object.name}`}>
          {rule} {object.kind} {object.name}: {message}
        </li>
      ))}
    </ul>
  )
}

/** What would be wrong, and the way past it for whoever knows. */
export function WouldBeWorse(props: {
  readonly appear: readonly Finding[]
  readonly onAnyway: () => void
}): ReactNode {
  return (
    <>
      <FindingLines findings={props.appear} />
      <Button variant="secondary" size="sm" onClick={props.onAnyway}>
        {t('Save all the same')}
      </Button>
    </>
  )
}
