import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table'
import type { ReactNode } from 'react'
import type { LiveEvent } from '#contract/thing.ts'
import { formatAge } from '../../../../lib/age.ts'
import { Card } from './Card.tsx'

/** What the cluster has noted of it and of its pods, the newest first. */
export function Events({ events, at }: { events: readonly LiveEvent[]; at: number }): ReactNode {
  return (
    <Card title="Events" isWide aside={<span className="al-quiet">{events.length}</span>}>
      {events.length === 0 ? (
        <p className="al-quiet">The cluster keeps none; it forgets them after an hour or so.</p>
      ) : (
        <div className="al-scroll-x" role="region" aria-label="Table of events" tabIndex={0}>
          <Table variant="compact" aria-label="Events">
            <Thead>
              <Tr>
                <Th>Last seen</Th>
                <Th>Type</Th>
                <Th>Reason</Th>
                <Th>About</Th>
                <Th>Message</Th>
                <Th>Count</Th>
              </Tr>
            </Thead>
            <Tbody>
              {events.map((event) => (
                <Tr key={JSON.stringify(event)}>
                  <Td dataLabel="Last seen">
                    {event.lastAt === null ? '–' : `${formatAge(at - event.lastAt)} ago`}
                  </Td>
                  <Td dataLabel="Type" className={event.type === 'Normal' ? '' : 'al-warn'}>
                    {event.type}
                  </Td>
                  <Td dataLabel="Reason">{event.reason}</Td>
                  <Td dataLabel="About" modifier="breakWord">
                    <span className="al-quiet">{event.kind}</span> {event.name}
                  </Td>
                  <Td dataLabel="Message" modifier="breakWord">
                    {event.message}
                  </Td>
                  <Td dataLabel="Count">{event.count}</Td>
                </Tr>
              ))}
            </Tbody>
          </Table>
        </div>
      )}
    </Card>
  )
}
