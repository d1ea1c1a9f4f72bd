import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table'
import { useState, type ReactNode } from 'react'
import type { DataPlanePart } from '#contract/mesh.ts'
import { StateDot, type StateTone } from '../../../components/StateDot.tsx'
import type { ProxyVersion } from '#contract/status.ts'
import { count } from '../../../lib/plural.ts'
import { sayOfSkew } from '../words.ts'
import { NamespaceDetails } from './NamespaceDetails.tsx'

const tones = {
  none: 'good',
  patch: 'quiet',
  behind: 'warn',
  tooOld: 'bad',
  ahead: 'bad',
} as const satisfies Record<NonNullable<ProxyVersion['skew']>, StateTone>

/** Which proxies there are of a revision, and in which namespaces. */
export function DataPlaneFacts({ part }: { readonly part: DataPlanePart }): ReactNode {
  const { proxies, namespaces } = part
  return (
    <>
      <section className="al-mesh-section" aria-label="Sidecars by version">
        <h3>Sidecars by version</h3>
        {proxies.length === 0 && <p className="al-quiet">None</p>}
        <ul className="al-mesh-rows">
          {proxies.map(({ version, proxies: pods, skew }) => (
            <li key={version}>
              <StateDot tone={skew === null ? 'quiet' : tones[skew]} /> {count(pods, 'sidecar')}{' '}
              {version ?? 'of no known version'} <span className="al-quiet">{sayOfSkew(skew)}</span>
            </li>
          ))}
        </ul>
      </section>
      <section className="al-mesh-section" aria-label="Namespaces of this revision">
        <h3>Namespaces</h3>
        <NamespaceTable namespaces={namespaces} />
      </section>
    </>
  )
}

function NamespaceTable({ namespaces }: Pick<DataPlanePart, 'namespaces'>): ReactNode {
  const [open, setOpen] = useState<string | null>(null)
  return (
    <Table variant="compact" aria-label="Namespaces of this revision" isExpandable>
      <Thead>
        <Tr>
          <Th screenReaderText="Details" />
          <Th>Namespace</Th>
          <Th>In the mesh</Th>
        </Tr>
      </Thead>
      {namespaces.map((namespace, rowIndex) => {
        const { name, sidecars, ambient, pods, missing } = namespace
        const isExpanded = open === name
        return (
          <Tbody key={name} isExpanded={isExpanded}>
            <Tr>
              <Td
                expand={{
                  ...{ rowIndex, isExpanded, expandId: `namespace-${name}` },
                  onToggle: () => setOpen(isExpanded ? null : name),
                }}
              />
              <Td dataLabel="Namespace" modifier="breakWord">
                {name}
              </Td>
              <Td dataLabel="In the mesh">
                {sidecars + ambient} of {count(pods, 'pod')}
                {missing > 0 && <span className="al-warn"> {missing} missing</span>}
              </Td>
            </Tr>
            {isExpanded && (
              <Tr isExpanded>
                <Td colSpan={3}>
                  <NamespaceDetails namespace={namespace} />
                </Td>
              </Tr>
            )}
          </Tbody>
        )
      })}
    </Table>
  )
}
