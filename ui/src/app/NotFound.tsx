import { EmptyState, EmptyStateBody } from '@patternfly/react-core'
import type { ReactNode } from 'react'
import { Link } from 'react-router'

export function NotFound(): ReactNode {
  return (
    <EmptyState titleText="There is no such page" headingLevel="h1">
      <EmptyStateBody>
        The address may be of another version of the console. <Link to="/">Open the graph</Link>
      </EmptyStateBody>
    </EmptyState>
  )
}
