import type { ReactNode } from 'react'
import type { Membership } from '#contract/catalog.ts'
import type { ParticipationText, Thing } from '#contract/thing.ts'
import { SubjectLink } from '../../../../components/SubjectLink.tsx'
import { Fact } from '../../../../components/Facts.tsx'
import { t } from '../../../../i18n/t.ts'
import { membershipWords } from '../../words.ts'

/** What each way of taking part does with calls. */
const meansWords = {
  sidecar: t('A proxy beside each of its pods takes all connections and looks at requests.'),
  ambient: t('The proxy of its node captures its connections (layer 4).'),
  gateway: t('It is a proxy itself, at the edge of the mesh.'),
  waypoint: t('It is a proxy that looks at the requests (layer 7) of others.'),
  mixed: t('Some of its pods take part, others do not or in another way.'),
  none: t('Nothing of the mesh stands before its pods: calls are neither secured nor counted.'),
} as const satisfies Record<Membership, string>

/** How it takes part in the mesh, who asked for that, and which waypoint its requests pass. */
export function MeshFacts({ thing }: { readonly thing: Thing }): ReactNode {
  const { row, participation } = thing
  const { membership } = row
  const waypoint = participation?.waypoint ?? null
  const injection = participation?.injection ?? null
  const isAmbient = membership === 'ambient'
  return (
    <>
      {membership !== null && (
        <Fact term={t('Mesh')}>
          {membershipWords[membership]}
          <div className="al-quiet">
            {thing.machines === null
              ? meansWords[membership]
              : t('A proxy on each of its machines takes all connections and looks at requests.')}
          </div>
        </Fact>
      )}
      {injection !== null && <Fact term={t('Sidecar injection')}>{sayInjection(injection)}</Fact>}
      {(waypoint !== null || isAmbient) && (
        <Fact term={t('Waypoint')}>
          {waypoint === null ? (
            <span className="al-quiet">
              {t('None: nobody looks at its requests (layer 7) by a rule.')}
            </span>
          ) : (
            <Waypoint waypoint={waypoint} isAmbient={isAmbient || row.kind === 'service'} />
          )}
        </Fact>
      )}
    </>
  )
}

function sayInjection({ isAsked, by }: NonNullable<ParticipationText['injection']>): string {
  if (by === null) return t('Not asked for')
  if (isAsked)
    return by === 'namespace' ? t('Asked for by its namespace') : t('Asked for by its own label')
  return by === 'namespace' ? t('Refused by its namespace') : t('Refused by its own label')
}

interface WaypointProps {
  readonly waypoint: NonNullable<ParticipationText['waypoint']>
  readonly isAmbient: boolean
}

function Waypoint({ waypoint, isAmbient }: WaypointProps): ReactNode {
  const { namespace, name, by, isThere } = waypoint
  return (
    <>
      {isThere ? <SubjectLink subject={{ kind: 'workload', namespace, name }} /> : name}{' '}
      <span className="al-quiet">
        {namespace}, {by === 'namespace' ? t('by a label of its namespace') : t('by its own label')}
      </span>
      {!isThere && <div className="al-warn">{t('There is no such waypoint.')}</div>}
      {isThere && !isAmbient && (
        <div className="al-quiet">{t('Without ambient mode nothing leads to it.')}</div>
      )}
    </>
  )
}
