import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table'
import type { ReactNode } from 'react'
import type { SpanPlace, TraceView } from '#contract/traces.ts'
import { SubjectLink } from '../../../components/SubjectLink.tsx'
import { t } from '../../../i18n/t.ts'
import { formatMs } from '../../../lib/duration.ts'
import { useFirstRows } from '../use-first-rows.ts'
import { MoreRows } from './MoreRows.tsx'

/** Who called whom in this trace. */
export function Calls({ trace }: { readonly trace: TraceView }): ReactNode {
  const { shown, ...more } = useFirstRows(trace.hops)
  return (
    <div className="al-traces-rows" role="region" aria-label={t('Calls of the trace')} tabIndex={0}>
      <Table variant="compact" borders aria-label={t('Calls', { context: 'noun' })}>
        <Thead>
          <Tr>
            {[
              t('Caller'),
              t('Called'),
              t('Calls', { context: 'noun' }),
              t('Errors'),
              t('Longest'),
            ].map((word) => (
              <Th key={word}>{word}</Th>
            ))}
          </Tr>
        </Thead>
        <Tbody>
          {shown.map(({ source, target, calls, errors, longestMs }) => (
            <Tr key={`${source} ${target}`}>
              <Td dataLabel={t('Caller')}>
                <Place place={trace.places[source]} />
              </Td>
              <Td dataLabel={t('Called')}>
                <Place place={trace.places[target]} />
              </Td>
              <Td dataLabel={t('Calls', { context: 'noun' })}>{calls}</Td>
              <Td dataLabel={t('Errors')}>
                {errors > 0 ? <strong className="al-traces-errors">{errors}</strong> : '0'}
              </Td>
              <Td dataLabel={t('Longest')}>{formatMs(longestMs)}</Td>
            </Tr>
          ))}
        </Tbody>
      </Table>
      <MoreRows {...more} />
    </div>
  )
}

export function Place({ place }: { readonly place: SpanPlace | undefined }): ReactNode {
  if (place === undefined) return <span className="al-quiet">{t('from outside the trace')}</span>
  if (place.isHidden)
    return <span className="al-quiet">{t('in a namespace that you may not see')}</span>
  const { namespace, workload, app, pod, role } = place
  const name = workload ?? app ?? pod ?? t('not known')
  return (
    <>
      {namespace === null || workload === null ? (
        name
      ) : (
        <SubjectLink subject={{ kind: 'workload', namespace, name: workload }} tab="traces" />
      )}
      <span className="al-quiet">
        {namespace !== null && ` ${namespace}`}
        {role === 'gateway' && ` · ${t('gateway')}`}
        {role === 'waypoint' && ` · ${t('by its waypoint')}`}
      </span>
    </>
  )
}
