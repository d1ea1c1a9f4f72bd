import { useHref, useNavigate } from 'react-router'
import { useContextSearch } from '../../components/context-search.ts'
import type { JumpGoal } from './jump-item.ts'
import type { Address } from './place.ts'

export interface Go {
  readonly hrefOf: (address: Address) => { readonly pathname: string; readonly search: string }
  readonly go: (goal: JumpGoal, inNewTab: boolean) => void
}

/** Goes to places in the context that is looked at, and does what commands say. */
export function useGo(): Go {
  const navigate = useNavigate()
  const base = useHref('/').replace(/\/$/, '')
  const contextSearch = useContextSearch()
  const hrefOf: Go['hrefOf'] = ({ pathname, parameters }) => {
    const search = new URLSearchParams(contextSearch)
    for (const [name, value] of Object.entries(parameters)) search.set(name, value)
    return { pathname, search: search.toString() }
  }
  return {
    hrefOf,
    go: (goal, inNewTab) => {
      if ('act' in goal) {
        goal.act()
        return
      }
      const { pathname, search } = hrefOf(goal)
      if (inNewTab) window.open(`${base}${pathname}?${search}`, '_blank', 'noopener')
      else void navigate({ pathname, search })
    },
  }
}
