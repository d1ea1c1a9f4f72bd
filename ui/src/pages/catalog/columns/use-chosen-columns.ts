import { useEffect, useState } from 'react'
import { asChosen, chooseColumns, type Column } from './column.ts'

export interface ChosenOptions<One> {
  readonly list: string // what is listed: its choice is remembered by that name
  readonly all: readonly One[]
  /** As the address has them; empty: it does not say. */
  readonly named: readonly string[]
  /** `isFirst`: nobody has chosen just now, so that the way back must not end here. */
  readonly onChange: (named: string[], isFirst: boolean) => void
}

export interface ChosenColumns<One> {
  readonly shown: readonly One[]
  readonly choose: (names: readonly string[]) => void
}

/**
 * The columns that the address names, else those that somebody chose for this list before in this
 * browser. These then stand in the address, too: a link shows what its sender saw.
 */
export function useChosenColumns<One extends Column>({
  list,
  all,
  named,
  onChange,
}: ChosenOptions<One>): ChosenColumns<One> {
  const [remembered, setRemembered] = useState(() => readRemembered(list))
  const isSaid = named.length > 0
  useEffect(() => {
    if (!isSaid && remembered.length > 0) onChange(remembered, true)
  }, [isSaid, remembered, onChange])
  return {
    shown: chooseColumns(all, isSaid ? named : remembered),
    choose: (names) => {
      const chosen = asChosen(all, names)
      remember(list, chosen)
      setRemembered(chosen)
      onChange(chosen, false)
    },
  }
}

const keyOf = (list: string): string => `alidade.columns.${list}`

function readRemembered(list: string): string[] {
  return (localStorage.getItem(keyOf(list)) ?? '').split(',').filter((name) => name !== '')
}

function remember(list: string, names: readonly string[]): void {
  if (names.length === 0) localStorage.removeItem(keyOf(list))
  else localStorage.setItem(keyOf(list), names.join(','))
}
