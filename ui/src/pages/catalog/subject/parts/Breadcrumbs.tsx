import { Breadcrumb, BreadcrumbItem } from '@patternfly/react-core'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { useContextSearch } from '../../../../components/context-search.ts'
import type { Subject } from '../../../../tabs/tab.ts'
import { kindWords } from '../words.ts'

/** Where the thing stands: its namespace in the picture, its kind, itself. */
export function Breadcrumbs({
  subject: { kind, namespace, name },
}: {
  subject: Subject
}): ReactNode {
  const search = new URLSearchParams(useContextSearch())
  search.set('namespaces', namespace)
  return (
    <Breadcrumb>
      <BreadcrumbItem
        render={({ className }) => (
          <Link className={className} to={{ pathname: '/graph', search: search.toString() }}>
            {namespace}
          </Link>
        )}
      />
      <BreadcrumbItem>{kindWords[kind].many}</BreadcrumbItem>
      <BreadcrumbItem isActive>{name}</BreadcrumbItem>
    </Breadcrumb>
  )
}
