import { Button, EmptyState, EmptyStateBody, EmptyStateFooter } from '@patternfly/react-core'
import { BanIcon } from '@patternfly/react-icons/dist/esm/icons/ban-icon'
import { ExclamationCircleIcon } from '@patternfly/react-icons/dist/esm/icons/exclamation-circle-icon'
import type { ReactNode } from 'react'
import type { ApiError } from '../../../api/client.ts'

/** Stands where the answer would: what went wrong, and the way on. */
export function Refused({ error, onRetry }: { error: ApiError; onRetry: () => void }): ReactNode {
  const isForbidden = error.code === 'forbidden'
  const titles: Partial<Record<ApiError['code'], string>> = {
    forbidden: 'You may not see this',
    notFound: 'Not there',
    network: 'The console does not answer',
    badRequest: 'The address asks for something that is not there',
  }
  return (
    <EmptyState
      titleText={titles[error.code] ?? 'No answer'}
      headingLevel="h2"
      icon={isForbidden ? BanIcon : ExclamationCircleIcon}
      status="warning"
      variant="sm"
    >
      <EmptyStateBody>
        <p>{error.message}</p>
        {error.requestId !== null && (
          <p className="al-quiet">
            In the server’s log: <code>{error.requestId}</code>
          </p>
        )}
      </EmptyStateBody>
      <EmptyStateFooter>
        <Button variant="secondary" size="sm" onClick={onRetry}>
          Try again
        </Button>
      </EmptyStateFooter>
    </EmptyState>
  )
}
