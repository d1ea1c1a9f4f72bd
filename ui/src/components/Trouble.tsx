import { Button, EmptyState, EmptyStateBody, EmptyStateFooter } from '@patternfly/react-core'
import { BanIcon } from '@patternfly/react-icons/dist/esm/icons/ban-icon'
import { ExclamationCircleIcon } from '@patternfly/react-icons/dist/esm/icons/exclamation-circle-icon'
import type { ReactNode } from 'react'

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
  ['forbidden', 'You may not see this'],
  ['notFound', 'Not there'],
  ['network', 'The console does not answer'],
  ['badRequest', 'This cannot be asked for'],
  ['sourceUnavailable', 'A back end does not answer'],
  ['sourceTimeout', 'A back end did not answer in time'],
])

/** Stands where an answer would: what went wrong, and the way on. */
export function Trouble({ error, onRetry, children }: TroubleProps): ReactNode {
  return (
    <EmptyState
      titleText={titles.get(error.code) ?? 'No answer'}
      headingLevel="h2"
      icon={error.code === 'forbidden' ? BanIcon : ExclamationCircleIcon}
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
        {onRetry !== undefined && (
          <Button variant="secondary" size="sm" onClick={onRetry}>
            Try again
          </Button>
        )}
        {children}
      </EmptyStateFooter>
    </EmptyState>
  )
}
