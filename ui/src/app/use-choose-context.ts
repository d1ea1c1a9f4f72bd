import { matchPath, useLocation, useNavigate } from 'react-router'
import { contextParameter } from '../components/context-search.ts'
import { pages } from '../pages/index.ts'
import type { PageDefinition } from './page.ts'

/**
 * Chooses another context: how things are shown stays, what is looked at of the old cluster
 * (namespaces, selection, open boxes, the one thing that a page is about) goes.
 */
export function useChooseContext(): (name: string) => void {
  const { pathname, search } = useLocation()
  const navigate = useNavigate()
  return (name) => {
    const next = new URLSearchParams(search)
    for (const parameter of pages.flatMap(({ clusterParameters }) => clusterParameters))
      next.delete(parameter)
    next.set(contextParameter, name)
    void navigate({ pathname: pathElsewhere(pathname), search: `?${next.toString()}` })
  }
}

function pathElsewhere(pathname: string): string {
  const page = (pages as readonly PageDefinition[]).find(
    ({ path }) => matchPath(`/${path}`, pathname) !== null,
  )
  return page?.pathElsewhere === undefined ? pathname : `/${page.pathElsewhere}`
}
