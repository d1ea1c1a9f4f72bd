import { Alert, Button } from '@patternfly/react-core'
import type { ReactNode } from 'react'
import type { Owner } from '#contract/writes.ts'
import { t } from '../../../i18n/t.ts'
import { formatAge } from '../../../lib/age.ts'
import type { Editing } from './use-editing.ts'

export interface NoticesProps {
  readonly owners: readonly Owner[]
  readonly whyNot: string | null
  readonly editing: Editing
}

/** What one should know before the first letter: rights, owners, and a draft of before. */
export function Notices({ owners, whyNot, editing }: NoticesProps): ReactNode {
  const { offered, takeOffer, dropOffer } = editing
  return (
    <>
      {whyNot !== null && (
        <Alert variant="info" isInline title={t('Read only')}>
          {whyNot}
        </Alert>
      )}
      {owners.map(({ tool, name, evidence }) => (
        <Alert
          key={tool}
          variant="warning"
          isInline
          title={
            name === null
              ? t('{{tool}} keeps this object', { tool })
              : t('{{tool}} keeps this object ({{name}})', { tool, name })
          }
        >
          {t(
            'What is changed here may be undone: change it at its source. “Download as patch” gives the change as a file to take there. Known by {{evidence}}.',
            { evidence },
          )}
        </Alert>
      ))}
      {offered !== null && (
        <Alert
          variant="info"
          isInline
          title={t('A draft of yours from {{age}} ago is kept in this browser', {
            age: formatAge(offered.ageMs),
          })}
          actionLinks={
            <>
              <Button variant="primary" size="sm" onClick={takeOffer}>
                {t('Take it up')}
              </Button>
              <Button variant="secondary" size="sm" onClick={dropOffer}>
                {t('Throw it away')}
              </Button>
            </>
          }
        >
          {t('It is not applied until you say so. What you see is the object as it is.')}
        </Alert>
      )}
    </>
  )
}
