import type { ReactNode } from 'react'
import type { ConfigList } from '#contract/config.ts'
import { Notice, NotNew, Unread } from '../../../components/Notice.tsx'
import { Trans } from '../../../i18n/Trans.tsx'
import { t } from '../../../i18n/t.ts'
import { formatAge } from '../../../lib/age.ts'
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
    <div className="al-notices" role="status">
      {trouble !== null && <NotNew trouble={trouble} />}
      {list.warnings.map(({ source, message, dataAt }) => (
        <Notice key={`${source} ${message}`} tone="warn">
          {dataAt !== null && (
            <b>{t('{{age}} old.', { age: formatAge(Math.max(0, list.at - dataAt)) })} </b>
          )}
          {message}
        </Notice>
      ))}
      <Rights rights={list.rights} />
      {lacking.length > 0 && list.warnings.length === 0 && (
        <Notice tone="warn">
          {t('Not known: {{kinds}}. Rules that need them are not checked.', {
            kinds: lacking
              .map(({ kind, reason }) => `${kind} (${unknownReasons[reason]})`)
              .join(', '),
          })}
        </Notice>
      )}
      {notRead.length > 0 && (
        <Notice tone="info">
          {t('The console does not read {{kinds}}; what depends on them is not checked.', {
            kinds: notRead.map(({ kind }) => kind).join(', '),
          })}
        </Notice>
      )}
      {unread.length > 0 && (
        <Notice tone="info">
          <Unread names={unread} onTidy={onTidy} />
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
          <Trans
            text="<b>You may see no namespace</b>, so that their objects are not shown, right or wrong. To see one takes the right to list its pods."
            tags={{ b: <b /> }}
          />
        </Notice>
      )}
      {namespaces === 'some' && (
        <Notice tone="info">
          {t('Only objects of the namespaces that you may see are shown.')}
        </Notice>
      )}
      {kinds.length > 0 && (
        <Notice tone="info">
          {rest > 0
            ? t(
                'You may not list {{kinds}} and {{count}} more kinds everywhere that you see: such objects are left out, and what speaks of them is told without names.',
                { kinds: kinds.join(', '), count: rest },
              )
            : t(
                'You may not list {{kinds}} everywhere that you see: such objects are left out, and what speaks of them is told without names.',
                { kinds: kinds.join(', ') },
              )}
        </Notice>
      )}
    </>
  )
}
