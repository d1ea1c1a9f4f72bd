import { Skeleton } from '@patternfly/react-core'
import type { ReactNode } from 'react'
import { useWaypoint } from '../../../api/proxy-queries.ts'
import { ObjectLink } from '../../../components/ObjectLink.tsx'
import type { Look } from '../use-look.ts'
import { trafficWords, waypointOf } from '../waypoint-words.ts'
import { t } from '../../../i18n/t.ts'

/** What a waypoint is for, on its summary. */
export function WaypointCard({ look }: { look: Look }): ReactNode {
  const { data, error } = useWaypoint(waypointOf(look))
  const facts = data?.waypoint
  return (
    <section className="al-proxy-card">
      <h3>{t('Waypoint')}</h3>
      {error !== null && data === undefined && (
        <p className="al-warn">{t('Not known: {{message}}', { message: error.message })}</p>
      )}
      {facts === undefined && error === null && (
        <Skeleton height="4rem" screenreaderText={t('Looking for what it serves')} />
      )}
      {facts === null && <p className="al-quiet">{t('It belongs to no Gateway that is known.')}</p>}
      {facts != null && (
        <dl className="al-proxy-facts">
          <div>
            <dt>{t('Gateway')}</dt>
            <dd>
              <ObjectLink object={facts.gateway} />
            </dd>
          </div>
          <div>
            <dt>{t('For traffic to')}</dt>
            <dd>{trafficWords(facts.trafficFor)}</dd>
          </div>
          <div>
            <dt>{t('Enrolled')}</dt>
            <dd>
              {t('{{services}} of services, {{workloads}} of workloads', {
                services: facts.services.length,
                workloads: facts.workloads.length,
              })}
            </dd>
          </div>
        </dl>
      )}
    </section>
  )
}
