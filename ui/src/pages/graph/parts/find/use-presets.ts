import { useEffect, useEffectEvent } from 'react'
import type { Preset } from '#contract/status.ts'
import { useSession } from '../../../../api/queries.ts'
import type { GraphView } from '../../url.ts'
import type { FieldName } from './Facets.tsx'
import { usualPresets } from './presets.ts'

const storageKey = 'alidade.graph.presets-at-first'

export interface OfferedPresets {
  readonly find: readonly Preset[]
  readonly hide: readonly Preset[]
}

/**
 * What the administrator offers, or the usual. What is to be in force at first is applied once in a
 * tab, and never over an expression that the address has.
 */
export function usePresets(
  view: Pick<GraphView, 'find' | 'hide'>,
  apply: (field: FieldName, text: string) => void,
): OfferedPresets {
  const { data } = useSession()
  const offered = data?.presets
  const begin = useEffectEvent((field: FieldName, presets: readonly Preset[] | null) => {
    const first = presets?.find(({ atFirst }) => atFirst)
    if (first !== undefined && view[field] === null) apply(field, first.expression)
  })
  useEffect(() => {
    if (offered === undefined || sessionStorage.getItem(storageKey) !== null) return
    sessionStorage.setItem(storageKey, 'applied')
    begin('find', offered.find)
    begin('hide', offered.hide)
  }, [offered])
  return {
    find: offered?.find ?? usualPresets.find,
    hide: offered?.hide ?? usualPresets.hide,
  }
}
