import { EmptyState, EmptyStateBody } from '@patternfly/react-core'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { useContextSearch } from '../components/context-search.ts'
import { t } from '../i18n/t.ts'
import { useTitle } from './use-title.ts'

const title = t('There is no such page')

export function NotFound(): ReactNode {
  const search = useContextSearch()
  useTitle(title)
  return (
    <EmptyState titleText={title} headingLevel="h1">
      <EmptyStateBody>
        {t('The address may be of another version of the console.')}{' '}
        <Link to={{ pathname: '/', search }}>{t('Open the graph')}</Link>
      </EmptyStateBody>
    </EmptyState>
  )
}
