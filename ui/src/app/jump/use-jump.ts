import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { SearchAnswer } from '#contract/search.ts'
import type { Warning } from '#contract/warning.ts'
import type { ApiError } from '../../api/client.ts'
import { useClient } from '../../api/client-context.ts'
import { useSession } from '../../api/queries.ts'
import { fetchSearch, useSearch } from '../../api/search-queries.ts'
import { buildSections, type Offers } from './build-sections.ts'
import type { JumpItem, JumpSection } from './jump-item.ts'
import type { Address, Place } from './place.ts'
import { readRecent } from './recent-places.ts'
import { useGo } from './use-go.ts'

export interface Jump {
  readonly sections: readonly JumpSection[]
  readonly active: JumpItem | null
  readonly isSearching: boolean
  /** Nothing is called so: what is listed is near. */
  readonly isInexact: boolean
  readonly trouble: string | null
  readonly retry: () => void
  readonly warnings: readonly Warning[]
  readonly hrefOf: (address: Address) => { readonly pathname: string; readonly search: string }
  readonly step: (by: 1 | -1) => void
  readonly stepSection: (by: 1 | -1) => void
  readonly point: (id: string) => void
  readonly choose: (item: JumpItem, inNewTab: boolean) => void
  /** Chooses what is pointed at; of an answer that is still on its way the first. */
  readonly enter: (inNewTab: boolean) => void
}

export interface JumpParts {
  readonly offers: Offers
  readonly onClose: () => void
}

/** What the box shows of what is typed, and what its keys do. */
export function useJump(typed: string, { offers, onClose }: JumpParts): Jump {
  const q = typed.trim()
  const client = useClient()
  const queries = useQueryClient()
  const { hrefOf, go } = useGo()
  const recent = useRecent()
  const { data, error, isFetching, isPlaceholderData, refetch } = useSearch(q)
  const isNewest = q === '' || (data !== undefined && !isPlaceholderData)
  const answer = q === '' || error !== null ? null : (data ?? null)
  const sectionsOf = (found: SearchAnswer | null): readonly JumpSection[] =>
    buildSections({ q: typed, answer: found, recent, offers })
  const sections = sectionsOf(answer)
  const pointer = usePointer(q, sections)

  function choose({ goal }: JumpItem, inNewTab: boolean): void {
    onClose()
    go(goal, inNewTab)
  }
  async function enter(inNewTab: boolean): Promise<void> {
    if (isNewest || pointer.isPointed) {
      if (pointer.active !== null) choose(pointer.active, inNewTab)
      return
    }
    const found = await fetchSearch(queries, client, q).catch(() => null)
    const [first] = sectionsOf(found).flatMap((section) => section.items)
    if (first !== undefined) choose(first, inNewTab)
  }
  return {
    ...{ sections, hrefOf, choose, ...pointer },
    isSearching: isFetching && !isNewest,
    isInexact: answer?.isInexact === true && isNewest,
    trouble: q === '' ? null : messageOf(error),
    retry: () => void refetch(),
    warnings: answer?.warnings ?? [],
    enter: (inNewTab) => void enter(inNewTab),
  }
}

/** Where somebody was when the box was opened. */
function useRecent(): readonly Place[] {
  const { context } = useClient()
  const { data: session } = useSession()
  const [recent] = useState(() => readRecent({ context, user: session?.user ?? null }))
  return recent
}

interface Pointer extends Pick<Jump, 'active' | 'step' | 'stepSection' | 'point'> {
  /** Somebody has pointed at it since they typed; else it is the first. */
  readonly isPointed: boolean
}

function usePointer(q: string, sections: readonly JumpSection[]): Pointer {
  const [pointed, setPointed] = useState<{ readonly q: string; readonly id: string } | null>(null)
  const items = sections.flatMap((section) => section.items)
  const own = pointed?.q === q ? items.find(({ id }) => id === pointed.id) : undefined
  const active = own ?? items[0] ?? null
  const point = (id: string): void => setPointed({ q, id })
  const pointAt = (item: JumpItem | undefined): void => {
    if (item !== undefined) point(item.id)
  }
  return {
    ...{ active, point, isPointed: own !== undefined },
    step: (by) => {
      const index = items.findIndex(({ id }) => id === active?.id)
      pointAt(items[(index + by + items.length) % items.length])
    },
    stepSection: (by) => {
      const index = sections.findIndex((section) => section.items.some((one) => one === active))
      pointAt(sections[(index + by + sections.length) % sections.length]?.items[0])
    },
  }
}

const messageOf = (error: ApiError | null): string | null => error?.message ?? null
