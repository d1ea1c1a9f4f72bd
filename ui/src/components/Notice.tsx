import { Button } from '@patternfly/react-core'
import { ExclamationTriangleIcon } from '@patternfly/react-icons/dist/esm/icons/exclamation-triangle-icon'
import { InfoCircleIcon } from '@patternfly/react-icons/dist/esm/icons/info-circle-icon'
import type { ReactNode } from 'react'
import { Trans } from '../i18n/Trans.tsx'
import { t } from '../i18n/t.ts'
import './components.css'

export interface NoticeProps {
  readonly tone: 'warn' | 'info'
  readonly children: ReactNode
}

/** A line about what makes a page less than whole. */
export function Notice({ tone, children }: NoticeProps): ReactNode {
  return (
    <div className={tone === 'warn' ? 'al-notice al-warn' : 'al-notice al-quiet'}>
      {tone === 'info' ? <InfoCircleIcon /> : <ExclamationTriangleIcon />}
      <div>{children}</div>
    </div>
  )
}

/** The newest question was not answered: what is shown is older. */
export function NotNew({ trouble }: { readonly trouble: string }): ReactNode {
  return (
    <Notice tone="warn">
      <b>{t('What is shown is not new:')}</b> {trouble}
    </Notice>
  )
}

export interface UnreadProps {
  /** Parameters of the address that could not be read. */
  readonly names: readonly string[]
  readonly onTidy: (() => void) | undefined
}

/** That an address says what its page cannot read, and the way to one that it can. */
export function Unread({ names, onTidy }: UnreadProps): ReactNode {
  return (
    <>
      <Trans
        text="The address says something about <b>{{names}}</b> that this page cannot read; what is usual is shown instead."
        tags={{ b: <b /> }}
        values={{ names: names.join(', ') }}
      />{' '}
      <Button variant="link" size="sm" isInline onClick={onTidy}>
        {t('Tidy the address')}
      </Button>
    </>
  )
}
