import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table'
import { useState, type ReactNode } from 'react'
import type { DataPlanePart } from '#contract/mesh.ts'
import { sayRevision } from '../../../components/revision-words.ts'
import { StateDot, type StateTone } from '../../../components/StateDot.tsx'
import type { ProxyVersion } from '#contract/status.ts'
import { t } from '../../../i18n/t.ts'
import { saySkew } from '../../../components/part-words.ts'
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
      <section className="al-mesh-section" aria-label={t('Sidecars by version')}>
        <h3>{t('Sidecars by version')}</h3>
        {proxies.length === 0 && <p className="al-quiet">{t('None')}</p>}
        <ul className="al-mesh-rows">
          {proxies.map(({ version, proxies: pods, skew }) => (
            <li key={version}>
              <StateDot tone={skew === null ? 'quiet' : tones[skew]} />{' '}
              {t('{{count}} sidecars {{version}}', {
                count: pods,
                version: version ?? t('of no known version'),
              })}{' '}
              <span className="al-quiet">{saySkew(skew)}</span>
            </li>
          ))}
        </ul>
      </section>
      <section className="al-mesh-section" aria-label={t('Namespaces of this revision')}>
        <h3>{t('Namespaces')}</h3>
        <NamespaceTable namespaces={namespaces} />
      </section>
    </>
  )
}

function NamespaceTable({ namespaces }: Pick<DataPlanePart, 'namespaces'>): ReactNode {
  const [open, setOpen] = useState<string | null>(null)
  return (
    <Table variant="compact" aria-label={t('Namespaces of this revision')} isExpandable>
      <Thead>
        <Tr>
          <Th screenReaderText={t('Details')} />
          <Th>{t('Namespace')}</Th>
          <Th>{t('In the mesh')}</Th>
        </Tr>
      </Thead>
      {namespaces.map((namespace, rowIndex) => {
        const { name, asksRevision, servedBy, sidecars, ambient, pods, missing } = namespace
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
              <Td dataLabel={t('Namespace')} modifier="breakWord">
                {name}
                {asksRevision !== null && servedBy !== null && asksRevision !== servedBy && (
                  <span className="al-quiet"> {sayRevision(asksRevision, servedBy)}</span>
                )}
              </Td>
              <Td dataLabel={t('In the mesh')}>
                {t('{{there}} of {{count}} pods', { there: sidecars + ambient, count: pods })}
                {missing > 0 && (
                  <span className="al-warn"> {t('{{missing}} missing', { missing })}</span>
                )}
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
