import { EmptyState, EmptyStateBody } from '@patternfly/react-core'
import type { ReactNode } from 'react'
import { Link, useParams } from 'react-router'
import type { PageProps } from '../../../app/page.ts'
import { useContextSearch } from '../../../components/context-search.ts'
import { KindBadge } from '../../../components/KindBadge.tsx'
import { nodeKindLetters } from '../../../components/kind-letters.ts'
import { NamespaceLink } from '../../../components/NamespaceLink.tsx'
import { subjectKindOf } from '../../../components/subject-address.ts'
import { subjectWords } from '../../../components/subject-words.ts'
import { t } from '../../../i18n/t.ts'
import type { Subject } from '../../../tabs/tab.ts'
import '../catalog.css'
import { Breadcrumbs } from './parts/Breadcrumbs.tsx'
import { SubjectTabs } from './parts/SubjectTabs.tsx'

/** All that is known of one app, service or workload: its overview first, then what else there is. */
export function SubjectPage({ theme }: PageProps): ReactNode {
  const { namespace = '', folder = '', name = '' } = useParams()
  const kind = subjectKindOf(folder)
  if (kind === null) return <NoSuchFolder folder={folder} />
  const subject: Subject = { kind, namespace, name }
  return (
    <div className="al-catalog">
      <Breadcrumbs subject={subject} />
      <header className="al-catalog-head">
        <h1>
          <KindBadge letters={nodeKindLetters(kind)} kind={subjectWords[kind].one} /> {name}
        </h1>
        <NamespaceLink name={namespace} />
      </header>
      {/* Another thing is another page: nothing that a tab holds may outlive the change. */}
      <SubjectTabs key={`${kind}/${namespace}/${name}`} subject={subject} theme={theme} />
    </div>
  )
}

function NoSuchFolder({ folder }: { folder: string }): ReactNode {
  const search = useContextSearch()
  return (
    <EmptyState titleText={t('There is no such page')} headingLevel="h1">
      <EmptyStateBody>
        {t('Of a namespace there are apps, services and workloads, and no “{{folder}}”.', {
          folder,
        })}{' '}
        <Link to={{ pathname: '/', search }}>{t('Open the first page')}</Link>
      </EmptyStateBody>
    </EmptyState>
  )
}
