import { EmptyState, EmptyStateBody, Skeleton } from '@patternfly/react-core'
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table'
import { useMemo, type ReactNode } from 'react'
import type { Waypoint } from '#contract/proxy.ts'
import { useWaypoint } from '../../../api/proxy-queries.ts'
import { KindBadge } from '../../../components/KindBadge.tsx'
import { Notice } from '../../../components/Notice.tsx'
import { kindLetters } from '../../../components/kind-letters.ts'
import { NothingFits } from '../../../components/NothingFits.tsx'
import { ObjectLink } from '../../../components/ObjectLink.tsx'
import { SubjectLink } from '../../../components/SubjectLink.tsx'
import { TextFilter } from '../../../components/TextFilter.tsx'
import { Trouble } from '../../../components/Trouble.tsx'
import { pageOf } from '../origin-page.ts'
import { withFilter } from '../filters.ts'
import type { Look } from '../use-look.ts'
import type { ViewInAddress } from '../use-proxy-view.ts'
import { trafficWords, waypointOf } from '../waypoint-words.ts'
import { t } from '../../../i18n/t.ts'

type Facts = NonNullable<Waypoint['waypoint']>
type EnrolledRow = Facts['services'][number]

const sourceWords = {
  own: t('its own label'),
  pods: t('the label of its pods'),
  namespace: t('the label of its namespace'),
} as const satisfies Record<EnrolledRow['labelledBy'], string>

export interface EnrolledProps {
  readonly look: Look
  readonly what: 'services' | 'workloads'
}

/** What asks to be served by this waypoint, and which label says so. */
export function Enrolled({ look, what }: EnrolledProps): ReactNode {
  const { data, error, refetch } = useWaypoint(waypointOf(look))
  if (data === undefined)
    return error === null ? (
      <Skeleton height="10rem" screenreaderText={t('Looking for what is enrolled')} />
    ) : (
      <Trouble error={error} onRetry={() => void refetch()} />
    )
  if (data.waypoint === null)
    return (
      <p className="al-quiet">
        {t('{{name}} is not known as a waypoint.', { name: waypointOf(look).name })}
      </p>
    )
  return (
    <div className="al-proxy-part" data-settled="true">
      {data.warnings.map(({ message }) => (
        <Notice key={message} tone="warn">
          {message}
        </Notice>
      ))}
      <EnrolledList waypoint={data.waypoint} what={what} address={look.address} />
    </div>
  )
}

interface EnrolledListProps {
  readonly waypoint: Facts
  readonly what: EnrolledProps['what']
  readonly address: ViewInAddress
}

function EnrolledList({ waypoint, what, address }: EnrolledListProps): ReactNode {
  const { filters } = address.view
  const text = filters.text ?? ''
  const all = waypoint[what]
  const rows = useMemo(() => filterEnrolled(all, text), [all, text])
  const find = (typed: string): void =>
    address.change({ filters: withFilter(filters, 'text', typed) })
  return (
    <>
      <div className="al-proxy-filters">
        <TextFilter label={t('Find what is enrolled')} text={text} onChange={find} />
        <span className="al-quiet" role="status">
          {t('{{shown}} of {{all}} shown; this waypoint is for traffic to {{what}}', {
            ...{ shown: rows.length, all: all.length },
            what: trafficWords(waypoint.trafficFor),
          })}
        </span>
      </div>
      {rows.length > 0 ? (
        <EnrolledTable rows={rows} what={what} />
      ) : text === '' ? (
        <EmptyState titleText={t('Nothing is enrolled')} headingLevel="h3" variant="sm">
          <EmptyStateBody>
            {t(
              'No label of a namespace, a service or a pod that you may see asks for this waypoint.',
            )}
          </EmptyStateBody>
        </EmptyState>
      ) : (
        <NothingFits headingLevel="h3" onAll={() => find('')}>
          {t('None of {{all}} has “{{text}}”.', { all: all.length, text })}
        </NothingFits>
      )}
    </>
  )
}

function filterEnrolled(rows: readonly EnrolledRow[], text: string): readonly EnrolledRow[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  return rows.filter(({ object: { kind, namespace, name }, label }) => {
    const own = `${kind} ${namespace} ${name} ${label}`.toLowerCase()
    return words.every((word) => own.includes(word))
  })
}

function EnrolledTable({
  rows,
  what,
}: {
  rows: readonly EnrolledRow[]
  what: EnrolledProps['what']
}): ReactNode {
  const title = what === 'services' ? t('Enrolled services') : t('Enrolled workloads')
  return (
    <div className="al-proxy-rows" role="region" aria-label={title} tabIndex={0}>
      <Table variant="compact" borders isStickyHeader aria-label={title}>
        <Thead>
          <Tr>
            <Th>{t('Name')}</Th>
            <Th>{t('Namespace')}</Th>
            <Th>{t('Enrolled by')}</Th>
            <Th>{t('Served')}</Th>
          </Tr>
        </Thead>
        <Tbody>
          {rows.map(({ object, labelledBy, label, isServed }) => {
            const page = pageOf(object)
            return (
              <Tr key={Object.values(object).join('/')}>
                <Td dataLabel={t('Name')}>
                  <span className="al-proxy-origin">
                    <KindBadge letters={kindLetters(object.kind)} kind={object.kind} />
                    {page === null ? (
                      <ObjectLink object={object} />
                    ) : (
                      <SubjectLink subject={page} />
                    )}
                  </span>
                </Td>
                <Td dataLabel={t('Namespace')}>{object.namespace}</Td>
                <Td dataLabel={t('Enrolled by')}>
                  {sourceWords[labelledBy]} <code>{label}</code>
                </Td>
                <Td dataLabel={t('Served')}>
                  {isServed ? (
                    t('yes')
                  ) : (
                    <span className="al-warn">
                      {t('no: the waypoint is not for traffic of this kind')}
                    </span>
                  )}
                </Td>
              </Tr>
            )
          })}
        </Tbody>
      </Table>
    </div>
  )
}
