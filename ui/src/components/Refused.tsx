import { Button, EmptyState, EmptyStateBody, EmptyStateFooter } from '@patternfly/react-core'
import { BanIcon } from '@patternfly/react-icons/dist/esm/icons/ban-icon'
import { ExclamationCircleIcon } from '@patternfly/react-icons/dist/esm/icons/exclamation-circle-icon'
import type { ReactNode } from 'react'
import { Trans } from '../i18n/Trans.tsx'
import { t } from '../i18n/t.ts'

/** A call that did not work, as far as a person is told of it. */
export interface Refusal {
  readonly code: string
  readonly message: string
  readonly requestId: string | null
}

/** Stands where the answer would: what went wrong, and the way on. */
export function Refused({ error, onRetry }: { error: Refusal; onRetry: () => void }): ReactNode {
  const isForbidden = error.code === 'forbidden'
  const titles: Readonly<Record<string, string>> = {
    forbidden: t('You may not see this'),
    notFound: t('Not there'),
    network: t('The console does not answer'),
    badRequest: t('The address asks for something that is not there'),
  }
  return (
    <EmptyState
      titleText={titles[error.code] ?? t('No answer')}
      headingLevel="h2"
      icon={isForbidden ? BanIcon : ExclamationCircleIcon}
      status="warning"
      variant="sm"
    >
      <EmptyStateBody>
        <p>{error.message}</p>
        {error.requestId !== null && (
          <p className="al-quiet">
            <Trans
              text="In the server’s log: <code>{{requestId}}</code>"
              tags={{ code: <code /> }}
              values={{ requestId: error.requestId }}
            />
          </p>
        )}
      </EmptyStateBody>
      <EmptyStateFooter>
        <Button variant="secondary" size="sm" onClick={onRetry}>
          {t('Try again')}
        </Button>
      </EmptyStateFooter>
    </EmptyState>
  )
}
