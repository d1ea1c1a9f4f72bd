import { EmptyState, EmptyStateBody } from '@patternfly/react-core'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { useContextSearch } from '../../../../components/context-search.ts'
import { subjectFolders } from '../../../../components/subject-address.ts'
import { subjectWords } from '../../../../components/subject-words.ts'
import { inSentence, t } from '../../../../i18n/t.ts'
import type { Subject } from '../../../../tabs/tab.ts'

/** Of what one may not see the same is said as of what is not there. */
export function NotThere({ subject: { kind, namespace, name } }: { subject: Subject }): ReactNode {
  const search = useContextSearch()
  const { one, many } = subjectWords[kind]
  return (
    <EmptyState titleText={t('Not there')} headingLevel="h2" variant="sm">
      <EmptyStateBody>
        {t('There is no {{kind}} {{name}} in {{namespace}} that you may see.', {
          kind: inSentence(one),
          name,
          namespace,
        })}{' '}
        <Link to={{ pathname: `/${subjectFolders[kind]}`, search }}>{many}</Link>
      </EmptyStateBody>
    </EmptyState>
  )
}
