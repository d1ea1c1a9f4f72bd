import { Button, EmptyState, EmptyStateBody, EmptyStateFooter } from '@patternfly/react-core'
import { BanIcon } from '@patternfly/react-icons/dist/esm/icons/ban-icon'
import { ExclamationCircleIcon } from '@patternfly/react-icons/dist/esm/icons/exclamation-circle-icon'
import type { ReactNode } from 'react'
import { Trans } from '../i18n/Trans.tsx'
import { t } from '../i18n/t.ts'

export interface TroubleProps {
  readonly error: {
    readonly code: string
    readonly message: string
    readonly requestId: string | null
  }
  readonly onRetry?: () => void
  readonly children?: ReactNode // another way on
}

const titles: ReadonlyMap<string, string> = new Map([
  ['forbidden', t('You may not see this')],
  ['notFound', t('Not there')],
  ['network', t('The console does not answer')],
  ['badRequest', t('This cannot be asked for')],
  ['sourceUnavailable', t('A back end does not answer')],
  ['sourceTimeout', t('A back end did not answer in time')],
])

/** Stands where an answer would: what went wrong, and the way on. */
export function Trouble({ error, onRetry, children }: TroubleProps): ReactNode {
  return (
    <EmptyState
      titleText={titles.get(error.code) ?? t('No answer')}
      headingLevel="h2"
      icon={error.code === 'forbidden' ? BanIcon : ExclamationCircleIcon}
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
        {onRetry !== undefined && (
          <Button variant="secondary" size="sm" onClick={onRetry}>
            {t('Try again')}
          </Button>
        )}
        {children}
      </EmptyStateFooter>
    </EmptyState>
  )
}
