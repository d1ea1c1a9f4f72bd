import { Button } from '@patternfly/react-core'
import { ExclamationTriangleIcon } from '@patternfly/react-icons/dist/esm/icons/exclamation-triangle-icon'
import { InfoCircleIcon } from '@patternfly/react-icons/dist/esm/icons/info-circle-icon'
import type { ReactNode } from 'react'
import type { Warning } from '#contract/warning.ts'
import { formatAge } from '../../lib/age.ts'

export interface NoticesProps {
  readonly warnings: readonly Warning[]
  /** Epoch ms since when the rates are old; null: they are not. */
  readonly staleSinceAt?: number | null
  readonly at?: number
  /** The newest question was not answered: what is shown is older. */
  readonly trouble: string | null
  /** Parameters of the address that could not be read. */
  readonly unread?: readonly string[]
  readonly onTidy?: () => void
}

/** What makes a page less than whole. */
export function Notices(props: NoticesProps): ReactNode {
  const { warnings, staleSinceAt = null, at = 0, trouble, unread = [], onTidy } = props
  return (
    <div className="al-notices" role="status">
      {trouble !== null && (
        <Notice tone="warn">
          <b>What is shown is not new:</b> {trouble}
        </Notice>
      )}
      {staleSinceAt !== null && (
        <Notice tone="warn">
          Rates are {formatAge(at - staleSinceAt)} older than they should be.
        </Notice>
      )}
      {/* One store that is away says the same of each of its layers. */}
      {[...new Set(warnings.map(({ message }) => message))].map((message) => (
        <Notice key={message} tone="warn">
          {message}
        </Notice>
      ))}
      {unread.length > 0 && (
        <Notice tone="info">
          The address says something about <b>{unread.join(', ')}</b> that this page cannot read;
          what is usual is shown instead.{' '}
          <Button variant="link" size="sm" isInline onClick={onTidy}>
            Tidy the address
          </Button>
        </Notice>
      )}
    </div>
  )
}

function Notice({ tone, children }: { tone: 'warn' | 'info'; children: ReactNode }): ReactNode {
  return (
    <div className={tone === 'warn' ? 'al-notice al-warn' : 'al-notice al-quiet'}>
      {tone === 'info' ? <InfoCircleIcon /> : <ExclamationTriangleIcon />}
      <div>{children}</div>
    </div>
  )
}
