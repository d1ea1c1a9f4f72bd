import { Button } from '@patternfly/react-core'
import { ExclamationTriangleIcon } from '@patternfly/react-icons/dist/esm/icons/exclamation-triangle-icon'
import { InfoCircleIcon } from '@patternfly/react-icons/dist/esm/icons/info-circle-icon'
import type { ReactNode } from 'react'
import type { Warning } from '#contract/warning.ts'
import { Trans } from '../../i18n/Trans.tsx'
import { t } from '../../i18n/t.ts'
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
          <b>{t('What is shown is not new:')}</b> {trouble}
        </Notice>
      )}
      {staleSinceAt !== null && (
        <Notice tone="warn">
          {t('Rates are {{age}} older than they should be.', { age: formatAge(at - staleSinceAt) })}
        </Notice>
      )}
      {/* One store that is away says the same of each of its layers. */}
      {firstOfEach(warnings).map(({ message, dataAt }) => (
        <Notice key={message} tone="warn">
          {dataAt !== null && (
            <b>{t('{{age}} old.', { age: formatAge(Math.max(0, at - dataAt)) })} </b>
          )}
          {message}
        </Notice>
      ))}
      {unread.length > 0 && (
        <Notice tone="info">
          <Trans
            text="The address says something about <b>{{names}}</b> that this page cannot read; what is usual is shown instead."
            tags={{ b: <b /> }}
            values={{ names: unread.join(', ') }}
          />{' '}
          <Button variant="link" size="sm" isInline onClick={onTidy}>
            {t('Tidy the address')}
          </Button>
        </Notice>
      )}
    </div>
  )
}

function firstOfEach(warnings: readonly Warning[]): readonly Warning[] {
  const byMessage = Map.groupBy(warnings, ({ message }) => message)
  return [...byMessage.values()].flatMap(([first]) => first ?? [])
}

function Notice({ tone, children }: { tone: 'warn' | 'info'; children: ReactNode }): ReactNode {
  return (
    <div className={tone === 'warn' ? 'al-notice al-warn' : 'al-notice al-quiet'}>
      {tone === 'info' ? <InfoCircleIcon /> : <ExclamationTriangleIcon />}
      <div>{children}</div>
    </div>
  )
}
