import { Button } from '@patternfly/react-core'
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table'
import type { ReactNode } from 'react'
import { healthStatuses } from '#contract/health.ts'
import type { MeshPart } from '#contract/mesh.ts'
import { HealthBadge } from '../../components/HealthBadge.tsx'
import { kindOrder, kindWords, sayReason, titleOf } from './words.ts'

export interface PartTableProps {
  readonly parts: readonly MeshPart[]
  readonly chosen: string | null
  readonly onChoose: (id: string | null) => void
}

const columns = ['Health', 'Kind', 'Name', 'Namespace', 'Version', 'Revision', 'Why'] as const

/** The parts as rows, the worst first: the same as the picture, for whoever reads. */
export function PartTable({ parts, chosen, onChoose }: PartTableProps): ReactNode {
  const sorted = parts.toSorted(
    (one, other) =>
      rankOf(one) - rankOf(other) || kindOrder.indexOf(one.kind) - kindOrder.indexOf(other.kind),
  )
  return (
    <div className="al-mesh-table" role="region" aria-label="Table of the mesh" tabIndex={0}>
      <Table variant="compact" aria-label="Parts of the mesh">
        <Thead>
          <Tr>
            {columns.map((word) => (
              <Th key={word}>{word}</Th>
            ))}
          </Tr>
        </Thead>
        <Tbody>
          {sorted.map((part) => (
            <Tr key={part.id} isRowSelected={part.id === chosen}>
              <Td dataLabel="Health">
                <HealthBadge status={part.status} />
              </Td>
              <Td dataLabel="Kind" modifier="nowrap">
                {kindWords[part.kind].one}
              </Td>
              <Td dataLabel="Name" modifier="breakWord">
                <Button
                  variant="link"
                  isInline
                  aria-pressed={part.id === chosen}
                  onClick={() => onChoose(part.id === chosen ? null : part.id)}
                >
                  {titleOf(part)}
                </Button>
              </Td>
              <Td dataLabel="Namespace">{part.namespace ?? '–'}</Td>
              <Td dataLabel="Version">{part.version ?? '–'}</Td>
              <Td dataLabel="Revision">{'revision' in part ? (part.revision ?? '–') : '–'}</Td>
              <Td dataLabel="Why" modifier="breakWord">
                {whyOf(part)}
              </Td>
            </Tr>
          ))}
        </Tbody>
      </Table>
    </div>
  )
}

const rankOf = ({ status }: MeshPart): number => healthStatuses.indexOf(status)

/** The worst of its reasons; all of them stand in the panel. */
function whyOf({ reasons }: MeshPart): string {
  const [worst] = reasons
  return worst === undefined ? '–' : sayReason(worst)
}
