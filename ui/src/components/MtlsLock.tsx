import { LockIcon } from '@patternfly/react-icons/dist/esm/icons/lock-icon'
import { LockOpenIcon } from '@patternfly/react-icons/dist/esm/icons/lock-open-icon'
import { QuestionCircleIcon } from '@patternfly/react-icons/dist/esm/icons/question-circle-icon'
import type { ReactNode } from 'react'
import type { Mtls } from '#contract/traffic.ts'
import { t } from '../i18n/t.ts'
import { formatShare } from '../lib/ratio.ts'
import './components.css'

const bases = {
  destination: t('as the destination’s proxy reports it'),
  waypoint: t('as the waypoint reports it'),
  principals: t('read from the identities of both ends'),
  ztunnel: t('as the node’s tunnel reports it'),
  mixed: t('as several proxies report it'),
} as const satisfies Record<NonNullable<Mtls['basis']>, string>

export interface MtlsLockProps {
  readonly mtls: Mtls
  /** The callee, where it is known to have no proxy that could tell, or could take mutual TLS. */
  readonly bare?: string | null
}

/** How much of the traffic is mutually authenticated. Unknown is not "none", and is said so. */
export function MtlsLock({ mtls, bare = null }: MtlsLockProps): ReactNode {
  const { share, basis } = mtls
  if (share === null && bare !== null)
    return (
      <span className="al-lock al-bad">
        <LockOpenIcon />{' '}
        {t('Plain text, or what the application does itself: {{name}} has no proxy', {
          name: bare,
        })}
      </span>
    )
  if (share === null)
    return (
      <span className="al-lock al-quiet">
        <QuestionCircleIcon /> {t('Unknown: no proxy that counted this traffic could tell')}
      </span>
    )
  const whose = basis === null ? '' : `, ${bases[basis]}`
  if (share === 0)
    return (
      <span className="al-lock al-bad">
        <LockOpenIcon /> {t('Plain text')}
        {whose}
      </span>
    )
  return (
    <span className={share < 1 ? 'al-lock al-warn' : 'al-lock al-good'}>
      <LockIcon />{' '}
      {share < 1 ? t('{{share}} of it', { share: formatShare(share) }) : t('All of it')}
      {whose}
    </span>
  )
}
