import { Button } from '@patternfly/react-core'
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table'
import type { ReactNode } from 'react'
import { healthStatuses } from '#contract/health.ts'
import type { MeshPart } from '#contract/mesh.ts'
import { HealthBadge } from '../../components/HealthBadge.tsx'
import { partKinds, partKindWords, sayReason, titleOfPart } from '../../components/part-words.ts'
import { isUsualRevision, sayRevision } from '../../components/revision-words.ts'
import { walkRows } from '../../components/walk-rows.ts'
import { t } from '../../i18n/t.ts'

export interface PartTableProps {
  readonly parts: readonly MeshPart[]
  readonly chosen: string | null
  readonly onChoose: (id: string | null) => void
}

const words = {
  health: t('Health'),
  kind: t('Kind'),
  name: t('Name'),
  namespace: t('Namespace'),
  version: t('Version'),
  revision: t('Revision'),
  why: t('Why'),
} as const

/** The parts as rows, the worst first: the same as the picture, for whoever reads. */
export function PartTable({ parts, chosen, onChoose }: PartTableProps): ReactNode {
  const sorted = parts.toSorted(
    (one, other) =>
      rankOf(one) - rankOf(other) || partKinds.indexOf(one.kind) - partKinds.indexOf(other.kind),
  )
  return (
    <div className="al-mesh-table" role="region" aria-label={t('Table of the mesh')} tabIndex={0}>
      <Table variant="compact" aria-label={t('Parts of the mesh')} onKeyDown={walkRows}>
        <Thead>
          <Tr>
            {Object.values(words).map((word) => (
              <Th key={word}>{word}</Th>
            ))}
          </Tr>
        </Thead>
        <Tbody>
          {sorted.map((part) => (
            <Tr key={part.id} isRowSelected={part.id === chosen}>
              <Td dataLabel={words.health}>
                <HealthBadge status={part.status} />
              </Td>
              <Td dataLabel={words.kind} modifier="nowrap">
                {partKindWords[part.kind].one}
              </Td>
              <Td dataLabel={words.name} modifier="breakWord">
                <Button
                  variant="link"
                  isInline
                  aria-pressed={part.id === chosen}
                  onClick={() => onChoose(part.id === chosen ? null : part.id)}
                >
                  {titleOfPart(part)}
                </Button>
              </Td>
              <Td dataLabel={words.namespace}>{part.namespace ?? '–'}</Td>
              <Td dataLabel={words.version}>{part.version ?? '–'}</Td>
              <Td dataLabel={words.revision}>{revisionOf(part)}</Td>
              <Td dataLabel={words.why} modifier="breakWord">
                {whyOf(part)}
              </Td>
            </Tr>
          ))}
        </Tbody>
      </Table>
    </div>
  )
}

function revisionOf(part: MeshPart): string {
  if (!('revision' in part)) return '–'
  const servedBy = 'servedBy' in part ? part.servedBy : null
  return isUsualRevision(part.revision, servedBy) ? '–' : sayRevision(part.revision, servedBy)
}

const rankOf = ({ status }: MeshPart): number => healthStatuses.indexOf(status)

/** The worst of its reasons; all of them stand in the panel. */
function whyOf({ reasons }: MeshPart): string {
  const [worst] = reasons
  return worst === undefined ? '–' : sayReason(worst)
}
