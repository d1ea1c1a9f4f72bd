import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table'
import type { ReactNode } from 'react'
import type { LiveEvent } from '#contract/thing.ts'
import { t } from '../../../../i18n/t.ts'
import { formatAge } from '../../../../lib/age.ts'
import { Card } from './Card.tsx'

/** What the cluster has noted of it and of its pods, the newest first. */
export function Events({ events, at }: { events: readonly LiveEvent[]; at: number }): ReactNode {
  return (
    <Card title={t('Events')} isWide aside={<span className="al-quiet">{events.length}</span>}>
      {events.length === 0 ? (
        <p className="al-quiet">
          {t('The cluster keeps none; it forgets them after an hour or so.')}
        </p>
      ) : (
        <div className="al-scroll-x" role="region" aria-label={t('Table of events')} tabIndex={0}>
          <Table variant="compact" aria-label={t('Events')}>
            <Thead>
              <Tr>
                <Th>{t('Last seen')}</Th>
                <Th>{t('Type')}</Th>
                <Th>{t('Reason')}</Th>
                <Th>{t('About')}</Th>
                <Th>{t('Message')}</Th>
                <Th>{t('Count')}</Th>
              </Tr>
            </Thead>
            <Tbody>
              {events.map((event) => (
                <Tr key={JSON.stringify(event)}>
                  <Td dataLabel={t('Last seen')}>
                    {event.lastAt === null
                      ? '–'
                      : t('{{age}} ago', { age: formatAge(at - event.lastAt) })}
                  </Td>
                  <Td dataLabel={t('Type')} className={event.type === 'Normal' ? '' : 'al-warn'}>
                    {event.type}
                  </Td>
                  <Td dataLabel={t('Reason')}>{event.reason}</Td>
                  <Td dataLabel={t('About')} modifier="breakWord">
                    <span className="al-quiet">{event.kind}</span> {event.name}
                  </Td>
                  <Td dataLabel={t('Message')} modifier="breakWord">
                    {event.message}
                  </Td>
                  <Td dataLabel={t('Count')}>{event.count}</Td>
                </Tr>
              ))}
            </Tbody>
          </Table>
        </div>
      )}
    </Card>
  )
}
