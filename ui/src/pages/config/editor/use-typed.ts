import { useState } from 'react'
import { useNavigationType } from 'react-router'
import { z } from '#contract/setup.ts'
import { useClient } from '../../../api/client-context.ts'

const typedSchema = z.object({ kind: z.string(), place: z.string(), name: z.string() })

/** What stands in the form of a new object. */
export type Typed = z.infer<typeof typedSchema>

/** Kept in the tab: whoever comes back to the form, or loads it anew, finds it as they left it. */
export function useTyped(first: Typed): readonly [Typed, (patch: Partial<Typed>) => void] {
  const key = `alidade.create ${useClient().context ?? ''}`
  const isBack = useNavigationType() === 'POP'
  const [typed, setTyped] = useState(() => (isBack ? read(key) : null) ?? first)
  const type = (patch: Partial<Typed>): void => {
    const next = { ...typed, ...patch }
    setTyped(next)
    keep(key, next)
  }
  return [typed, type]
}

/** Null: nothing was kept, or the browser keeps nothing. */
function read(key: string): Typed | null {
  try {
    return typedSchema.safeParse(JSON.parse(sessionStorage.getItem(key) ?? '')).data ?? null
  } catch {
    return null
  }
}

function keep(key: string, typed: Typed): void {
  try {
    sessionStorage.setItem(key, JSON.stringify(typed))
  } catch {
    // Where it is full or forbidden nothing is kept.
  }
}
