import type { ReactNode } from 'react'
import type { LiveThing, Thing } from '#contract/thing.ts'
import { Fact, Facts } from '../../../../components/Facts.tsx'
import { HealthReasons } from '../../../../components/HealthReasons.tsx'
import { subjectWords } from '../../../../components/subject-words.ts'
import { SubjectLink } from '../../../../components/SubjectLink.tsx'
import { HealthBadge } from '../../../../components/HealthBadge.tsx'
import { t } from '../../../../i18n/t.ts'
import { formatAge, formatMoment } from '../../../../lib/age.ts'
import type { Subject } from '../../../../tabs/tab.ts'
import { byPodsAlone, noteWords } from '../../words.ts'
import { Card } from './Card.tsx'
import { MeshFacts } from './MeshFacts.tsx'
import { Runtimes } from './Runtimes.tsx'

export interface WhatItIsProps {
  readonly thing: Thing
  readonly live: LiveThing | null
  readonly subject: Subject
}

/** How it is and why, what it is, and who keeps it. */
export function WhatItIs({ thing, live, subject }: WhatItIsProps): ReactNode {
  const { row } = thing
  return (
    <Card title={t('What it is')}>
      <HealthReasons health={row.health} />
      <PodsAlone row={row} />
      <Facts>
        <Fact term={t('Type')}>{row.type}</Fact>
        <ObjectFacts live={live} />
        {row.versions.length > 0 && <Fact term={t('Versions')}>{row.versions.join(', ')}</Fact>}
        {row.pods !== null && (
          <Fact term={t('Pods')}>
            {t('{{available}} of {{desired}} available', {
              available: row.pods.available,
              desired: row.pods.desired,
            })}
          </Fact>
        )}
        <MeshFacts thing={thing} />
        {row.kind === 'workload' && row.pods !== null && <Runtimes subject={subject} />}
        {row.notes.length > 0 && (
          <Fact term={t('Remarks')}>
            <span className="al-warn">{row.notes.map((note) => noteWords[note]).join(', ')}</span>
          </Fact>
        )}
        <Owners live={live} />
        <RelatedFacts thing={thing} />
      </Facts>
    </Card>
  )
}

/** What is well by its pods alone is not called well. */
function PodsAlone({ row: { inbound } }: Pick<Thing, 'row'>): ReactNode {
  return inbound === null ? <p className="al-warn">{byPodsAlone}</p> : null
}

/** What its object says of itself, and what the administrator wants to read there. */
function ObjectFacts({ live }: Pick<WhatItIsProps, 'live'>): ReactNode {
  if (live === null || live.object === null) return null
  const { apiVersion, createdAt } = live.object
  return (
    <>
      <Fact term={t('API version')}>{apiVersion}</Fact>
      {createdAt !== null && (
        <Fact term={t('Created')}>
          {t('{{age}} ago', { age: formatAge(live.at - createdAt) })}{' '}
          <span className="al-quiet">{formatMoment(createdAt)}</span>
        </Fact>
      )}
      {live.details.map(({ title, text }) => (
        <Fact key={title} term={title}>
          {/^https?:\/\//.test(text) ? (
            <a href={text} target="_blank" rel="noreferrer">
              {text}
            </a>
          ) : (
            text
          )}
        </Fact>
      ))}
    </>
  )
}

function Owners({ live }: Pick<WhatItIsProps, 'live'>): ReactNode {
  if (live === null || live.owners.length === 0) return null
  return (
    <Fact term={t('Owners')}>
      {live.owners.map(({ kind, name, note }) => (
        <div key={`${kind}/${name}`}>
          <span className="al-quiet">{kind}</span> {name}
          {note !== null && <span className="al-quiet"> {note}</span>}
        </div>
      ))}
    </Fact>
  )
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
