import { Button } from '@patternfly/react-core'
import { ExclamationTriangleIcon } from '@patternfly/react-icons/dist/esm/icons/exclamation-triangle-icon'
import { InfoCircleIcon } from '@patternfly/react-icons/dist/esm/icons/info-circle-icon'
import type { ReactNode } from 'react'
import type { ConfigList } from '#contract/config.ts'
import { formatAge } from '../../../lib/age.ts'
import { count } from '../../../lib/plural.ts'
import { shortKind, unknownReasons } from '../words.ts'

export interface PartialProps {
  readonly list: Pick<ConfigList, 'at' | 'unknownKinds' | 'warnings' | 'rights'>
  /** The newest question was not answered: what is shown is older. */
  readonly trouble: string | null
  readonly unread: readonly string[]
  readonly onTidy: () => void
}

/** What makes the list less than whole. */
export function Partial({ list, trouble, unread, onTidy }: PartialProps): ReactNode {
  const lacking = list.unknownKinds.filter(({ reason }) => reason !== 'notRead')
  const notRead = list.unknownKinds.filter(({ reason }) => reason === 'notRead')
  return (
    <div className="al-config-notices" role="status">
      {trouble !== null && (
        <Notice tone="warn">
          <b>What is shown is not new:</b> {trouble}
        </Notice>
      )}
      {list.warnings.map(({ source, message, dataAt }) => (
        <Notice key={`${source} ${message}`} tone="warn">
          {dataAt !== null && <b>{formatAge(Math.max(0, list.at - dataAt))} old. </b>}
          {message}
        </Notice>
      ))}
      <Rights rights={list.rights} />
      {lacking.length > 0 && list.warnings.length === 0 && (
        <Notice tone="warn">
          Not known:{' '}
          {lacking.map(({ kind, reason }) => `${kind} (${unknownReasons[reason]})`).join(', ')}.
          Rules that need them are not checked.
        </Notice>
      )}
      {notRead.length > 0 && (
        <Notice tone="info">
          The console does not read {notRead.map(({ kind }) => kind).join(', ')}; what depends on
          them is not checked.
        </Notice>
      )}
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

const kindsShown = 6

/** What is left out because the viewer may not see it. */
function Rights({ rights: { namespaces, hiddenKinds } }: Pick<ConfigList, 'rights'>): ReactNode {
  const kinds = hiddenKinds.slice(0, kindsShown).map(shortKind)
  const rest = hiddenKinds.length - kinds.length
  return (
    <>
      {namespaces === 'none' && (
        <Notice tone="warn">
          <b>You may see no namespace</b>, so that their objects are not shown, right or wrong. To
          see one takes the right to list its pods.
        </Notice>
      )}
      {namespaces === 'some' && (
        <Notice tone="info">Only objects of the namespaces that you may see are shown.</Notice>
      )}
      {kinds.length > 0 && (
        <Notice tone="info">
          You may not list {kinds.join(', ')}
          {rest > 0 && ` and ${count(rest, 'more kind')}`} everywhere that you see: such objects are
          left out, and what speaks of them is told without names.
        </Notice>
      )}
    </>
  )
}

function Notice({ tone, children }: { tone: 'warn' | 'info'; children: ReactNode }): ReactNode {
  return (
    <div className={`al-config-notice al-config-notice-${tone}`}>
      {tone === 'info' ? <InfoCircleIcon /> : <ExclamationTriangleIcon />}
      <div>{children}</div>
    </div>
  )
}
