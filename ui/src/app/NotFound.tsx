import { EmptyState, EmptyStateBody } from '@patternfly/react-core'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { useContextSearch } from '../components/context-search.ts'

export function NotFound(): ReactNode {
  const search = useContextSearch()
  return (
    <EmptyState titleText="There is no such page" headingLevel="h1">
      <EmptyStateBody>
        The address may be of another version of the console.{' '}
        <Link to={{ pathname: '/', search }}>Open the graph</Link>
      </EmptyStateBody>
    </EmptyState>
  )
}
