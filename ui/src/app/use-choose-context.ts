import { useSearchParams } from 'react-router'
import { pages } from '../pages/index.ts'
import { contextParameter } from './context-search.ts'

/**
 * Chooses another context: how things are shown stays, what is looked at of the old cluster
 * (namespaces, selection, open boxes) goes.
 */
export function useChooseContext(): (name: string) => void {
  const [, setSearch] = useSearchParams()
  return (name) =>
    setSearch((search) => {
      const next = new URLSearchParams(search)
      for (const parameter of pages.flatMap(({ clusterParameters }) => clusterParameters))
        next.delete(parameter)
      next.set(contextParameter, name)
      return next
    })
}
