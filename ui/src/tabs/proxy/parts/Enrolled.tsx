import { EmptyState, EmptyStateBody, Skeleton } from '@patternfly/react-core'
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table'
import { useMemo, type ReactNode } from 'react'
import type { Waypoint } from '#contract/proxy.ts'
import { useWaypoint } from '../../../api/proxy-queries.ts'
import { KindBadge } from '../../../components/KindBadge.tsx'
import { kindLetters } from '../../../components/kind-letters.ts'
import { ObjectLink } from '../../../components/ObjectLink.tsx'
import { SubjectLink } from '../../../components/SubjectLink.tsx'
import { TextFilter } from '../../../components/TextFilter.tsx'
import { Trouble } from '../../../components/Trouble.tsx'
import { pageOf } from '../origin-page.ts'
import { withFilter } from '../filters.ts'
import type { Look } from '../use-look.ts'
import type { ViewInAddress } from '../use-proxy-view.ts'
import { trafficWords, waypointOf } from '../waypoint-words.ts'
import { Warn } from './TableNotices.tsx'

type Facts = NonNullable<Waypoint['waypoint']>
type EnrolledRow = Facts['services'][number]

const sourceWords = {
  own: 'its own label',
  pods: 'the label of its pods',
  namespace: 'the label of its namespace',
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
      <Skeleton height="10rem" screenreaderText={`Looking for enrolled ${what}`} />
    ) : (
      <Trouble error={error} onRetry={() => void refetch()} />
    )
  if (data.waypoint === null)
    return <p className="al-quiet">{waypointOf(look).name} is not known as a waypoint.</p>
  return (
    <div className="al-proxy-part" data-settled="true">
      {data.warnings.map(({ message }) => (
        <Warn key={message}>{message}</Warn>
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
  const isAll = text === ''
  return (
    <>
      <div className="al-proxy-filters">
        <TextFilter
          label={`Find ${what}`}
          text={text}
          onChange={(typed) => address.change({ filters: withFilter(filters, 'text', typed) })}
        />
        <span className="al-quiet" role="status">
          {rows.length === all.length ? rows.length : `${rows.length} of ${all.length}`} enrolled;
          this waypoint is for traffic to {trafficWords(waypoint.trafficFor)}
        </span>
      </div>
      {rows.length > 0 ? (
        <EnrolledTable rows={rows} what={what} />
      ) : (
        <EmptyState
          titleText={isAll ? `No ${what} enrolled` : 'Nothing fits'}
          headingLevel="h3"
          variant="sm"
        >
          <EmptyStateBody>
            {isAll
              ? `No label of a namespace, a service or a pod asks for this waypoint for ${what} that you may see.`
              : `None of ${all.length} ${what} has “${text}”.`}
          </EmptyStateBody>
        </EmptyState>
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
  const title = `Enrolled ${what}`
  return (
    <div className="al-proxy-rows" role="region" aria-label={title} tabIndex={0}>
      <Table variant="compact" borders isStickyHeader aria-label={title}>
        <Thead>
          <Tr>
            <Th>Name</Th>
            <Th>Namespace</Th>
            <Th>Enrolled by</Th>
            <Th>Served</Th>
          </Tr>
        </Thead>
        <Tbody>
          {rows.map(({ object, labelledBy, label, isServed }) => {
            const page = pageOf(object)
            return (
              <Tr key={Object.values(object).join('/')}>
                <Td dataLabel="Name">
                  <span className="al-proxy-origin">
                    <KindBadge letters={kindLetters(object.kind)} kind={object.kind} />
                    {page === null ? (
                      <ObjectLink object={object} />
                    ) : (
                      <SubjectLink subject={page} />
                    )}
                  </span>
                </Td>
                <Td dataLabel="Namespace">{object.namespace}</Td>
                <Td dataLabel="Enrolled by">
                  {sourceWords[labelledBy]} <code>{label}</code>
                </Td>
                <Td dataLabel="Served">
                  {isServed ? (
                    'yes'
                  ) : (
                    <span className="al-warn">no: the waypoint is not for {what}</span>
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
