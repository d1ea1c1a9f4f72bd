import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { useContextSearch } from './context-search.ts'
import { namespacePath } from './subject-address.ts'

/** Leads to the page about a namespace, in the context that is looked at. */
export function NamespaceLink({
  name,
  children,
}: {
  readonly name: string
  /** Its name when absent. */
  readonly children?: ReactNode
}): ReactNode {
  const search = useContextSearch()
  return <Link to={{ pathname: namespacePath(name), search }}>{children ?? name}</Link>
}
