import type { ReactNode } from 'react'
import type { Warning } from '#contract/warning.ts'
import { Notice, NotNew, Unread } from '../../components/Notice.tsx'
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
      {trouble !== null && <NotNew trouble={trouble} />}
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
          <Unread names={unread} onTidy={onTidy} />
        </Notice>
      )}
    </div>
  )
}

function firstOfEach(warnings: readonly Warning[]): readonly Warning[] {
  const byMessage = Map.groupBy(warnings, ({ message }) => message)
  return [...byMessage.values()].flatMap(([first]) => first ?? [])
}
