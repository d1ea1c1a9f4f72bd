import { Skeleton } from '@patternfly/react-core'
import type { ReactNode } from 'react'
import type { LiveThing, Thing } from '#contract/thing.ts'
import { useLiveThing, useThing } from '../../../../api/catalog-queries.ts'
import type { ApiError } from '../../../../api/client.ts'
import type { ThemeName } from '../../../../app/page.ts'
import { useContextSearch } from '../../../../components/context-search.ts'
import { Notice } from '../../../../components/Notice.tsx'
import { RateTable } from '../../../../components/RateTable.tsx'
import { subjectFolders } from '../../../../components/subject-address.ts'
import { subjectWords } from '../../../../components/subject-words.ts'
import { Trouble } from '../../../../components/Trouble.tsx'
import { t } from '../../../../i18n/t.ts'
import type { Subject } from '../../../../tabs/tab.ts'
import { CardsSkeleton } from '../../CardsSkeleton.tsx'
import { ActingList } from '../../cells.tsx'
import { MetadataCards } from '../../metadata/MetadataCards.tsx'
import { Notices } from '../../Notices.tsx'
import { WindowWords } from '../../WindowWords.tsx'
import { Card } from './Card.tsx'
import { Events } from './Events.tsx'
import { Machines } from './Machines.tsx'
import { Neighbourhood, type NeighbourhoodProps } from './Neighbourhood.tsx'
import { Network } from './Network.tsx'
import { NotThere } from './NotThere.tsx'
import { addressOf, overviewWindow } from './overview-ask.ts'
import { Pods } from './Pods.tsx'
import { Security } from './Security.tsx'
import { WhatItIs } from './WhatItIs.tsx'

/** How it is, why, what it belongs to, what acts on it, and what its pods do. */
export function Overview({ subject, theme }: { subject: Subject; theme: ThemeName }): ReactNode {
  const { data, error, refetch } = useThing(addressOf(subject), overviewWindow)
  if (data !== undefined)
    return <Known thing={data} error={error} subject={subject} theme={theme} />
  if (error?.code === 'notFound') return <NotThere subject={subject} />
  if (error !== null) return <Trouble error={error} onRetry={() => void refetch()} />
  return <CardsSkeleton title={t('Loading {{name}}', { name: subject.name })} />
}

interface KnownProps {
  readonly thing: Thing
  readonly error: ApiError | null // of the newest question
  readonly subject: Subject
  readonly theme: ThemeName
}

function Known({ thing, error, subject, theme }: KnownProps): ReactNode {
  const { data: live = null, error: liveError } = useLiveThing(addressOf(subject))
  const isGone = error?.code === 'notFound'
  const trouble = error ?? (live === null ? liveError : null)
  return (
    <div data-settled="true">
      {isGone && (
        <div role="alert">
          <Notice tone="warn">
            {t(
              '{{kind}} {{name}} is there no more, or you may no longer see it. This is what was last known of it.',
              { kind: subjectWords[subject.kind].one, name: subject.name },
            )}
          </Notice>
        </div>
      )}
      <Notices
        warnings={thing.warnings}
        staleSinceAt={thing.staleSinceAt}
        at={thing.at}
        trouble={isGone || trouble === null ? null : trouble.message}
      />
      <Missing live={live} />
      <Parts thing={thing} live={live} subject={subject} theme={theme} />
    </div>
  )
}

interface PartsProps {
  readonly thing: Thing
  readonly live: LiveThing | null
  readonly subject: Subject
  readonly theme: ThemeName
}

function Parts({ thing, live, subject, theme }: PartsProps): ReactNode {
  const { row } = thing
  const context = useContextSearch()
  const linkOf = (key: string, value: string) => {
    const search = new URLSearchParams(context)
    search.set('labels', `${key}=${value}`)
    return { pathname: `/${subjectFolders[subject.kind]}`, search: search.toString() }
  }
  return (
    <div className="al-cards">
      <WhatItIs thing={thing} live={live} subject={subject} />
      <div className="al-card-column">
        <Card title={t('Traffic')} aside={<WindowWords seconds={thing.windowSeconds} />}>
          {row.inbound === null || row.outbound === null ? (
            <p className="al-quiet">{t('Not known: the metric store did not answer.')}</p>
          ) : (
            <RateTable
              caption={t('Traffic')}
              rows={[
                { label: t('In'), traffic: row.inbound },
                { label: t('Out'), traffic: row.outbound },
              ]}
            />
          )}
        </Card>
        {subject.kind === 'service' && <Network thing={thing} live={live} />}
        {thing.external === null && <Security mtls={thing.mtls} />}
      </div>
      <Card
        title={t('What acts on it')}
        aside={<span className="al-quiet">{thing.acting.length}</span>}
      >
        {thing.acting.length === 0 ? (
          <p className="al-quiet">{t('No object of the configuration that you may see.')}</p>
        ) : (
          <ActingList acting={thing.acting} />
        )}
      </Card>
      <Neighbours
        row={row}
        subject={subject}
        node={row.node}
        window={overviewWindow}
        theme={theme}
        isOutside={thing.external !== null}
      />
      {thing.machines !== null && <Machines machines={thing.machines} at={live?.at ?? thing.at} />}
      {live === null ? (
        <Skeleton height="8rem" screenreaderText={t('Loading its pods')} className="al-wide" />
      ) : (
        <LiveParts
          subject={subject}
          live={live}
          hasPods={thing.machines === null && thing.external === null}
        />
      )}
      <MetadataCards object={editableObject(thing)} labels={row.labels} linkOf={linkOf} />
    </div>
  )
}

/** Of an app there is no object; those of hosts outside and of machines have an editor of their own. */
function editableObject({ object, row, machines }: Thing): Thing['object'] {
  const isOfConfiguration =
    machines !== null || (row.kind === 'service' && object?.kind !== 'Service')
  return isOfConfiguration ? null : object
}

interface LivePartsProps {
  readonly subject: Subject
  readonly live: LiveThing
  readonly hasPods: boolean // machines and hosts outside have none
}

function LiveParts({ subject, live, hasPods }: LivePartsProps): ReactNode {
  return (
    <>
      {hasPods && live.pods !== null && <Pods subject={subject} pods={live.pods} at={live.at} />}
      {live.events !== null && <Events events={live.events} at={live.at} />}
    </>
  )
}

/** What the API server would not tell to this user, or could not. */
function Missing({ live }: { live: LiveThing | null }): ReactNode {
  return live?.missing.map(({ what, isForbidden, message }) => (
    <div key={what} role="status">
      <Notice tone="warn">
        {isForbidden
          ? t('You may not read its {{what}}.', { what })
          : t('Its {{what}} are not known.', { what })}{' '}
        <span className="al-quiet">{message}</span>
      </Notice>
    </div>
  ))
}

/** Nobody and not known are two things. */
function Neighbours({ row, ...props }: NeighbourhoodProps & { row: Thing['row'] }): ReactNode {
  if (row.inbound !== null && row.outbound !== null) return <Neighbourhood {...props} />
  return (
    <Card title={t('Neighbourhood')} isWide>
      <p className="al-quiet">{t('Who calls it is not known: the metric store did not answer.')}</p>
    </Card>
  )
}
