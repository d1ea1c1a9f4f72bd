import { Skeleton } from '@patternfly/react-core'
import type { ReactNode } from 'react'
import type { ObjectId } from '#contract/validations.ts'
import type { ObjectHistory } from '#contract/writes.ts'
import { useHistory } from '../../../api/write-queries.ts'
import { Trouble } from '../../../components/Trouble.tsx'
import { t } from '../../../i18n/t.ts'
import { formatAge, formatMoment } from '../../../lib/age.ts'
import type { ViewInAddress } from '../use-view.ts'
import { ConfigCrumbs } from './ConfigCrumbs.tsx'
import { Difference } from './Difference.tsx'

export interface HistoryViewProps {
  readonly object: ObjectId
  readonly address: ViewInAddress
}

/** Who set what of an object and when, what was applied last, and what happened to it. */
export function HistoryView({ object, address }: HistoryViewProps): ReactNode {
  const { data, error, refetch } = useHistory(object)
  return (
    <div className="al-config" data-settled={data !== undefined}>
      <ConfigCrumbs object={object} address={address} task={t('History')} />
      <header className="al-config-head">
        <h1>
          <span className="al-quiet">{t('History of {{kind}}', { kind: object.kind })}</span>{' '}
          {object.name}
        </h1>
      </header>
      {data !== undefined ? (
        <Parts history={data} />
      ) : error !== null ? (
        <Trouble error={error} onRetry={() => void refetch()} />
      ) : (
        <Skeleton height="16rem" screenreaderText={t('Loading the history')} />
      )}
    </div>
  )
}

function Parts({ history }: { history: ObjectHistory }): ReactNode {
  const { writers, events, noEvents, lastApplied, current } = history
  return (
    <div className="al-history">
      <section aria-label={t('Who set what')}>
        <h2>{t('Who set what')}</h2>
        {writers.length === 0 && (
          <p className="al-quiet">{t('The API server keeps no book of it.')}</p>
        )}
        {writers.map(({ manager, operation, part, at, fields, omitted }) => (
          <details key={`${manager} ${operation} ${part} ${at ?? ''}`}>
            <summary>
              <b>{manager}</b>{' '}
              {[
                sayHow(operation, part),
                ...(at === null ? [] : [sayWhen(at)]),
                t('{{count}} fields', { count: fields.length + omitted }),
              ].join(' · ')}
            </summary>
            <ul>
              {fields.map((field) => (
                <li key={field}>
                  <code>{field}</code>
                </li>
              ))}
              {omitted > 0 && <li>{t('and {{amount}} more', { amount: omitted })}</li>}
            </ul>
          </details>
        ))}
      </section>
      <section aria-label={t('Events')}>
        <h2>{t('Events')}</h2>
        {noEvents !== null && (
          <p className="al-warn">{t('Not known: {{reason}}', { reason: noEvents })}</p>
        )}
        {noEvents === null && events.length === 0 && (
          <p className="al-quiet">{t('None of late: clusters keep them for about an hour.')}</p>
        )}
        <ul className="al-history-events">
          {events.map(({ at, reason, message, by, count, type }) => (
            <li key={`${at ?? ''} ${reason} ${message}`}>
              <span className={type === 'Warning' ? 'al-warn' : ''}>{reason}</span> {message}{' '}
              <span className="al-quiet">
                {[
                  by,
                  at === null ? '' : sayWhen(at),
                  count > 1 ? t('{{amount}} times', { amount: count }) : '',
                ]
                  .filter((part) => part !== '')
                  .join(' · ')}
              </span>
            </li>
          ))}
        </ul>
      </section>
      <section aria-label={t('Last applied')}>
        <h2>{t('Last applied')}</h2>
        {lastApplied === null ? (
          <p className="al-quiet">{t('Nobody applied it by kubectl.')}</p>
        ) : (
          <>
            <p>{t('What has changed since somebody applied it by kubectl:')}</p>
            <Difference
              before={lastApplied}
              after={current}
              label={t('Changed since it was applied')}
            />
          </>
        )}
      </section>
    </div>
  )
}

/** `by apply of the status`: whether whole or in part, and of which part of it. */
function sayHow(operation: string, part: string): string {
  if (part === '') return operation === 'Apply' ? t('by apply') : t('by update')
  return operation === 'Apply'
    ? t('by apply of the {{part}}', { part })
    : t('by update of the {{part}}', { part })
}

function sayWhen(at: number): string {
  return t('{{age}} ago, {{time}}', {
    age: formatAge(Math.max(0, Date.now() - at)),
    time: formatMoment(at),
  })
}
