import { Breadcrumb, BreadcrumbItem } from '@patternfly/react-core'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { useContextSearch } from '../../../../components/context-search.ts'
import { subjectFolders } from '../../../../components/subject-address.ts'
import { subjectWords } from '../../../../components/subject-words.ts'
import type { Subject } from '../../../../tabs/tab.ts'

/** Where the thing stands: all of its kind, those of its namespace, itself. */
export function Breadcrumbs({
  subject: { kind, namespace, name },
}: {
  subject: Subject
}): ReactNode {
  const search = new URLSearchParams(useContextSearch())
  const pathname = `/${subjectFolders[kind]}`
  const all = search.toString()
  search.set('namespaces', namespace)
  const own = search.toString()
  return (
    <Breadcrumb>
      <BreadcrumbItem
        render={({ className }) => (
          <Link className={className} to={{ pathname, search: all }}>
            {subjectWords[kind].many}
          </Link>
        )}
      />
      <BreadcrumbItem
        render={({ className }) => (
          <Link className={className} to={{ pathname, search: own }}>
            {namespace}
          </Link>
        )}
      />
      <BreadcrumbItem isActive>{name}</BreadcrumbItem>
    </Breadcrumb>
  )
}
