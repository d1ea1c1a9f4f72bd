import type { ReactNode } from 'react'
import type { LiveThing, Thing } from '#contract/thing.ts'
import { Fact, Facts } from '../../../../components/Facts.tsx'
import { HealthReasons } from '../../../../components/HealthReasons.tsx'
import { subjectWords } from '../../../../components/subject-words.ts'
import { SubjectLink } from '../../../../components/SubjectLink.tsx'
import { HealthBadge } from '../../../../components/HealthBadge.tsx'
import { t } from '../../../../i18n/t.ts'
import { formatAge } from '../../../../lib/age.ts'
import { byPodsAlone, membershipWords, noteWords } from '../../words.ts'
import { Card } from './Card.tsx'

export interface WhatItIsProps {
  readonly thing: Thing
  readonly live: LiveThing | null
}

/** How it is and why, what it is, and who keeps it. */
export function WhatItIs({ thing, live }: WhatItIsProps): ReactNode {
  const { row } = thing
  const age = live?.object?.createdAt ?? null
  return (
    <Card title={t('What it is')}>
      <HealthReasons health={row.health} />
      <PodsAlone row={row} />
      <Facts>
        <Fact term={t('Type')}>{row.type}</Fact>
        {age !== null && live !== null && <Fact term={t('Age')}>{formatAge(live.at - age)}</Fact>}
        {row.versions.length > 0 && <Fact term={t('Versions')}>{row.versions.join(', ')}</Fact>}
        {row.pods !== null && (
          <Fact term={t('Pods')}>
            {t('{{available}} of {{desired}} available', {
              available: row.pods.available,
              desired: row.pods.desired,
            })}
          </Fact>
        )}
        {row.membership !== null && <Fact term={t('Mesh')}>{membershipWords[row.membership]}</Fact>}
        {row.notes.length > 0 && (
          <Fact term={t('Remarks')}>
            <span className="al-warn">{row.notes.map((note) => noteWords[note]).join(', ')}</span>
          </Fact>
        )}
        {live !== null && live.owners.length > 0 && (
          <Fact term={t('Owners')}>
            {live.owners.map(({ kind, name, note }) => (
              <div key={`${kind}/${name}`}>
                <span className="al-quiet">{kind}</span> {name}
                {note !== null && <span className="al-quiet"> {note}</span>}
              </div>
            ))}
          </Fact>
        )}
        <RelatedFacts thing={thing} />
      </Facts>
    </Card>
  )
}

/** What is well by its pods alone is not called well. */
function PodsAlone({ row: { inbound } }: Pick<Thing, 'row'>): ReactNode {
  return inbound === null ? <p className="al-warn">{byPodsAlone}</p> : null
}

/** Apps, services and workloads that go with it, each with its health. */
function RelatedFacts({ thing: { related } }: { thing: Thing }): ReactNode {
  return (['app', 'service', 'workload'] as const).map((kind) => {
    const own = related.filter((one) => one.kind === kind)
    if (own.length === 0) return null
    return (
      <Fact key={kind} term={subjectWords[kind].many}>
        <ul className="al-related">
          {own.map((one) => (
            <li key={one.name}>
              <HealthBadge status={one.status} isCompact /> <SubjectLink subject={one} />{' '}
              <span className="al-quiet">{one.versions.join(', ')}</span>
            </li>
          ))}
        </ul>
      </Fact>
    )
  })
}
