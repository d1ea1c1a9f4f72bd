import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { useContextSearch } from './context-search.ts'
import { subjectPath, type SubjectName } from './subject-address.ts'

export interface SubjectLinkProps {
  readonly subject: SubjectName
  /** The tab to open; the overview when absent. */
  readonly tab?: string | undefined
  /** Parameters of that tab. */
  readonly parameters?: Readonly<Record<string, string>>
  /** Its name when absent. */
  readonly children?: ReactNode
}

/** Leads to the page about an app, a service or a workload, in the context that is looked at. */
export function SubjectLink({
  subject,
  tab,
  parameters = {},
  children,
}: SubjectLinkProps): ReactNode {
  const search = new URLSearchParams(useContextSearch())
  if (tab !== undefined) search.set('tab', tab)
  for (const [name, value] of Object.entries(parameters)) search.set(name, value)
  return (
    <Link to={{ pathname: subjectPath(subject), search: search.toString() }}>
      {children ?? subject.name}
    </Link>
  )
}
