import { ExpandableRowContent, Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table'
import { useState, type ReactNode } from 'react'
import type { LiveContainer, LivePod } from '#contract/thing.ts'
import { formatAge } from '../../../../lib/age.ts'
import { Card } from './Card.tsx'

/** Its pods with what their containers do; a row opens to the containers. */
export function Pods({ pods, at }: { pods: readonly LivePod[]; at: number }): ReactNode {
  return (
    <Card title="Pods" isWide aside={<span className="al-quiet">{pods.length}</span>}>
      {pods.length === 0 ? (
        <p className="al-quiet">None are running.</p>
      ) : (
        <div className="al-scroll-x" role="region" aria-label="Table of pods" tabIndex={0}>
          <Table variant="compact" aria-label="Pods">
            <Thead>
              <Tr>
                <Th screenReaderText="Containers" />
                <Th>Pod</Th>
                <Th>Phase</Th>
                <Th>Ready</Th>
                <Th>Restarts</Th>
                <Th>Node</Th>
                <Th>Revision</Th>
                <Th>Service account</Th>
                <Th>Started</Th>
              </Tr>
            </Thead>
            {pods.map((pod, index) => (
              <PodRows key={pod.name} pod={pod} at={at} index={index} />
            ))}
          </Table>
        </div>
      )}
    </Card>
  )
}

function PodRows({ pod, at, index }: { pod: LivePod; at: number; index: number }): ReactNode {
  const [isOpen, setIsOpen] = useState(!pod.isReady && pod.phase !== 'Succeeded')
  const ready = pod.containers.filter(({ isReady, isInit }) => isReady === true && !isInit).length
  const all = pod.containers.filter(({ isInit }) => !isInit).length
  return (
    <Tbody isExpanded={isOpen}>
      <Tr>
        <Td expand={{ rowIndex: index, isExpanded: isOpen, onToggle: () => setIsOpen(!isOpen) }} />
        <Td dataLabel="Pod" modifier="breakWord">
          {pod.name}
        </Td>
        <Td dataLabel="Phase">{pod.isBeingDeleted ? 'Terminating' : pod.phase}</Td>
        <Td dataLabel="Ready" className={pod.isReady ? '' : 'al-warn'}>
          {ready} / {all}
          {pod.reason !== null && <div>{pod.reason}</div>}
        </Td>
        <Td dataLabel="Restarts" className={pod.restarts > 0 ? 'al-warn' : ''}>
          {pod.restarts}
        </Td>
        <Td dataLabel="Node">{pod.node ?? '–'}</Td>
        <Td dataLabel="Revision">{pod.revision ?? '–'}</Td>
        <Td dataLabel="Service account">{pod.serviceAccount ?? '–'}</Td>
        <Td dataLabel="Started">
          {pod.startedAt === null ? '–' : `${formatAge(at - pod.startedAt)} ago`}
        </Td>
      </Tr>
      <Tr isExpanded={isOpen}>
        <Td colSpan={9}>
          <ExpandableRowContent>
            <Containers containers={pod.containers} />
          </ExpandableRowContent>
        </Td>
      </Tr>
    </Tbody>
  )
}

function Containers({ containers }: { containers: readonly LiveContainer[] }): ReactNode {
  return (
    <ul className="al-containers">
      {containers.map(({ name, image, isInit, state, restarts, lastEnd }) => (
        <li key={name}>
          <b>{name}</b> {isInit && <span className="al-quiet">init </span>}
          <span className={state.includes(': ') && !isInit ? 'al-bad' : undefined}>{state}</span>
          {restarts > 0 && (
            <span className="al-warn">
              {' '}
              {restarts} restarts{lastEnd === null ? '' : `, ended before as ${lastEnd}`}
            </span>
          )}
          <div className="al-quiet">{image}</div>
        </li>
      ))}
    </ul>
  )
}
