import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table'
import type { ReactNode } from 'react'
import type { MachineText } from '#contract/thing.ts'
import { ObjectLink } from '../../../../components/ObjectLink.tsx'
import { StateDot, type StateTone } from '../../../../components/StateDot.tsx'
import { walkRows } from '../../../../components/walk-rows.ts'
import { t } from '../../../../i18n/t.ts'
import { formatAge } from '../../../../lib/age.ts'
import { Card } from './Card.tsx'

const columns = {
  name: t('Name'),
  health: t('Health'),
  address: t('Address'),
  created: t('Registered'),
  account: t('Service account'),
  labels: t('Labels'),
} as const

/** The machines outside of the cluster that run a workload, each with the object that stands for it. */
export function Machines({
  machines,
  at,
}: {
  readonly machines: readonly MachineText[]
  readonly at: number
}): ReactNode {
  return (
    <Card title={t('Machines')} isWide aside={<span className="al-quiet">{machines.length}</span>}>
      {machines.length === 0 ? (
        <p className="al-quiet">{t('No machine has registered for it.')}</p>
      ) : (
        <div className="al-scroll-x" role="region" aria-label={t('Table of machines')} tabIndex={0}>
          <Table variant="compact" aria-label={t('Machines')} onKeyDown={walkRows}>
            <Thead>
              <Tr>
                {Object.values(columns).map((word) => (
                  <Th key={word}>{word}</Th>
                ))}
              </Tr>
            </Thead>
            <Tbody>
              {machines.map((machine) => (
                <MachineRow key={machine.object.name} machine={machine} at={at} />
              ))}
            </Tbody>
          </Table>
        </div>
      )}
    </Card>
  )
}

function MachineRow({ machine, at }: { machine: MachineText; at: number }): ReactNode {
  const { object, address, createdAt, serviceAccount, labels, isHealthy } = machine
  const { tone, word } = healthOf(isHealthy)
  return (
    <Tr>
      <Td dataLabel={columns.name} modifier="breakWord">
        <ObjectLink object={object} />
      </Td>
      <Td dataLabel={columns.health} modifier="nowrap">
        <StateDot tone={tone} /> {word}
      </Td>
      <Td dataLabel={columns.address}>{address ?? '–'}</Td>
      <Td dataLabel={columns.created} modifier="nowrap">
        {createdAt === null ? '–' : t('{{age}} ago', { age: formatAge(at - createdAt) })}
      </Td>
      <Td dataLabel={columns.account}>{serviceAccount ?? '–'}</Td>
      <Td dataLabel={columns.labels} modifier="breakWord">
        {Object.entries(labels)
          .map((pair) => pair.join('='))
          .join(', ') || '–'}
      </Td>
    </Tr>
  )
}

function healthOf(isHealthy: boolean | null): { readonly tone: StateTone; readonly word: string } {
  if (isHealthy === null) return { tone: 'quiet', word: t('Not checked') }
  return isHealthy ? { tone: 'good', word: t('Healthy') } : { tone: 'bad', word: t('Not healthy') }
}
