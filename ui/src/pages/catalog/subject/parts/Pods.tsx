import { ExpandableRowContent, Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table'
import { useState, type ReactNode } from 'react'
import type { LiveContainer, LivePod } from '#contract/thing.ts'
import { SubjectLink } from '../../../../components/SubjectLink.tsx'
import { t } from '../../../../i18n/t.ts'
import { formatAge } from '../../../../lib/age.ts'
import type { Subject } from '../../../../tabs/tab.ts'
import { Card } from './Card.tsx'

export interface PodsProps {
  readonly subject: Subject
  readonly pods: readonly LivePod[]
  readonly at: number
}

/** Its pods with what their containers do; a row opens to the containers. */
export function Pods({ subject, pods, at }: PodsProps): ReactNode {
  return (
    <Card title={t('Pods')} isWide aside={<span className="al-quiet">{pods.length}</span>}>
      {pods.length === 0 ? (
        <p className="al-quiet">{t('None are running.')}</p>
      ) : (
        <div className="al-scroll-x" role="region" aria-label={t('Table of pods')} tabIndex={0}>
          <Table variant="compact" aria-label={t('Pods')}>
            <Thead>
              <Tr>
                <Th screenReaderText={t('Containers')} />
                <Th>{t('Pod')}</Th>
                <Th>{t('Phase')}</Th>
                <Th>{t('Ready')}</Th>
                <Th>{t('Restarts')}</Th>
                <Th>{t('Node')}</Th>
                <Th>{t('Revision')}</Th>
                <Th>{t('Service account')}</Th>
                <Th>{t('Started')}</Th>
                <Th screenReaderText={t('Logs')} />
              </Tr>
            </Thead>
            {pods.map((pod, index) => (
              <PodRows key={pod.name} subject={subject} pod={pod} at={at} index={index} />
            ))}
          </Table>
        </div>
      )}
    </Card>
  )
}

interface PodRowsProps {
  readonly subject: Subject
  readonly pod: LivePod
  readonly at: number
  readonly index: number
}

function PodRows({ subject, pod, at, index }: PodRowsProps): ReactNode {
  const [isOpen, setIsOpen] = useState(!pod.isReady && pod.phase !== 'Succeeded')
  const ready = pod.containers.filter(({ isReady, isInit }) => isReady === true && !isInit).length
  const all = pod.containers.filter(({ isInit }) => !isInit).length
  return (
    <Tbody isExpanded={isOpen}>
      <Tr>
        <Td expand={{ rowIndex: index, isExpanded: isOpen, onToggle: () => setIsOpen(!isOpen) }} />
        <Td dataLabel={t('Pod')} modifier="breakWord">
          {pod.name}
        </Td>
        <Td dataLabel={t('Phase')}>{pod.isBeingDeleted ? t('Terminating') : pod.phase}</Td>
        <Td dataLabel={t('Ready')} className={pod.isReady ? '' : 'al-warn'}>
          {ready} / {all}
          {pod.reason !== null && <div>{pod.reason}</div>}
        </Td>
        <Td dataLabel={t('Restarts')} className={pod.restarts > 0 ? 'al-warn' : ''}>
          {pod.restarts}
        </Td>
        <Td dataLabel={t('Node')}>{pod.node ?? '–'}</Td>
        <Td dataLabel={t('Revision')}>{pod.revision ?? '–'}</Td>
        <Td dataLabel={t('Service account')}>{pod.serviceAccount ?? '–'}</Td>
        <Td dataLabel={t('Started')}>
          {pod.startedAt === null ? '–' : t('{{age}} ago', { age: formatAge(at - pod.startedAt) })}
        </Td>
        <Td dataLabel={t('Logs')}>
          <SubjectLink subject={subject} tab="logs" parameters={{ 'logs-pods': pod.name }}>
            {t('Logs')}
            <span className="pf-v6-screen-reader"> {t('of {{name}}', { name: pod.name })}</span>
          </SubjectLink>
        </Td>
      </Tr>
      <Tr isExpanded={isOpen}>
        <Td colSpan={10}>
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
              {lastEnd === null
                ? t('{{count}} restarts', { count: restarts })
                : t('{{count}} restarts, ended before as {{lastEnd}}', {
                    count: restarts,
                    lastEnd,
                  })}
            </span>
          )}
          <div className="al-quiet">{image}</div>
        </li>
      ))}
    </ul>
  )
}
