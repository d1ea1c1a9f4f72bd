import { EmptyState, EmptyStateBody } from '@patternfly/react-core'
import { CheckCircleIcon } from '@patternfly/react-icons/dist/esm/icons/check-circle-icon'
import type { ReactNode } from 'react'
import { Link, useParams } from 'react-router'
import type { NamespaceDetails } from '#contract/namespace-details.ts'
import { useNamespaceDetails } from '../../../api/catalog-queries.ts'
import type { PageProps, ThemeName } from '../../../app/page.ts'
import { useContextSearch } from '../../../components/context-search.ts'
import { Crumbs } from '../../../components/Crumbs.tsx'
import { HealthBadge } from '../../../components/HealthBadge.tsx'
import { KindBadge } from '../../../components/KindBadge.tsx'
import { nodeKindLetters } from '../../../components/kind-letters.ts'
import { Notice } from '../../../components/Notice.tsx'
import { Trouble } from '../../../components/Trouble.tsx'
import { t } from '../../../i18n/t.ts'
import '../catalog.css'
import { CardsSkeleton } from '../CardsSkeleton.tsx'
import { MetadataCards } from '../metadata/MetadataCards.tsx'
import { Notices } from '../Notices.tsx'
import { WindowWords } from '../WindowWords.tsx'
import { Problems } from '../overview/Problems.tsx'
import { Card } from '../subject/parts/Card.tsx'
import { ConfigObjects } from './parts/ConfigObjects.tsx'
import { Details } from './parts/Details.tsx'
import { NamespaceActions } from './parts/NamespaceActions.tsx'
import { Picture } from './parts/Picture.tsx'
import { Resources } from './parts/Resources.tsx'

const window = '1m'

/** All that is known of a namespace: what is wrong in it first, then what it is and holds. */
export function NamespacePage({ theme }: PageProps): ReactNode {
  const { namespace = '' } = useParams()
  // Another namespace is another page: nothing that is being edited may outlive the change.
  return <OneNamespace key={namespace} name={namespace} theme={theme} />
}

function OneNamespace({ name, theme }: { name: string; theme: ThemeName }): ReactNode {
  const { data, error, refetch } = useNamespaceDetails(name, window)
  const search = useContextSearch()
  return (
    <div className="al-catalog" data-settled={data !== undefined}>
      <Crumbs
        above={[{ word: t('Namespaces'), to: { pathname: '/namespaces', search } }]}
        here={name}
      />
      <header className="al-catalog-head">
        <h1>
          <KindBadge letters={nodeKindLetters('namespace')} kind={t('Namespace')} /> {name}
        </h1>
        {data !== undefined && <HealthBadge status={data.row.status} />}
        {data !== undefined && <WindowWords seconds={data.windowSeconds} />}
        {data !== undefined && <NamespaceActions name={name} />}
      </header>
      {data !== undefined ? (
        <>
          {error?.code === 'notFound' && (
            <div role="alert">
              <Notice tone="warn">
                {t(
                  '{{kind}} {{name}} is there no more, or you may no longer see it. This is what was last known of it.',
                  { kind: t('Namespace'), name },
                )}
              </Notice>
            </div>
          )}
          <Known
            details={data}
            trouble={error === null || error.code === 'notFound' ? null : error.message}
            theme={theme}
          />
        </>
      ) : error?.code === 'notFound' ? (
        <NotThere name={name} />
      ) : error !== null ? (
        <Trouble error={error} onRetry={() => void refetch()} />
      ) : (
        <CardsSkeleton title={t('Loading {{name}}', { name })} />
      )}
    </div>
  )
}

interface KnownProps {
  readonly details: NamespaceDetails
  readonly trouble: string | null
  readonly theme: ThemeName
}

function Known({ details, trouble, theme }: KnownProps): ReactNode {
  const { row, warnings, staleSinceAt, at } = details
  const context = useContextSearch()
  const linkOf = (key: string, value: string) => {
    const search = new URLSearchParams(context)
    search.set('find', `${key}=${value}`)
    return { pathname: '/namespaces', search: search.toString() }
  }
  return (
    <>
      <Notices warnings={warnings} staleSinceAt={staleSinceAt} at={at} trouble={trouble} />
      <div className="al-cards">
        <Wrong details={details} />
        <Details details={details} />
        <Resources row={row} />
        <ConfigObjects namespace={row.name} />
        <Picture namespace={row.name} isKnown={details.hasTraffic} theme={theme} />
        <MetadataCards
          object={{ group: '', kind: 'Namespace', namespace: '', name: row.name }}
          labels={row.labels}
          linkOf={linkOf}
        />
      </div>
    </>
  )
}

/** What is unwell in it, since when, and where that starts. */
function Wrong({
  details: { problems, at, hasTraffic },
}: {
  details: NamespaceDetails
}): ReactNode {
  return (
    <Card
      title={t('What is wrong now')}
      isWide
      aside={<span className="al-quiet">{problems.length}</span>}
    >
      {problems.length > 0 ? (
        <Problems problems={problems} inAll={problems.length} at={at} />
      ) : hasTraffic ? (
        <p className="al-good al-cell-line">
          <CheckCircleIcon /> {t('Nothing that runs here is unwell.')}
        </p>
      ) : (
        <p className="al-quiet">
          {t(
            'By its pods nothing is unwell. How calls fare is not known: the metric store did not answer.',
          )}
        </p>
      )}
    </Card>
  )
}

function NotThere({ name }: { name: string }): ReactNode {
  const search = useContextSearch()
  return (
    <EmptyState titleText={t('Not there')} headingLevel="h2" variant="sm">
      <EmptyStateBody>
        {t('There is no namespace {{name}} that you may see.', { name })}{' '}
        <Link to={{ pathname: '/namespaces', search }}>{t('Namespaces')}</Link>
      </EmptyStateBody>
    </EmptyState>
  )
}
