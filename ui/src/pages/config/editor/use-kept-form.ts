import { useState } from 'react'
import { NavigationType, useNavigationType } from 'react-router'
import { z } from '#contract/setup.ts'
import { useClient } from '../../../api/client-context.ts'

const formSchema = z.object({ kind: z.string(), place: z.string(), name: z.string() })

/** What stands in the form of a new object. */
export type ObjectForm = z.infer<typeof formSchema>

/** Kept in the tab: whoever comes back to the form, or loads it anew, finds it as they left it. */
export function useKeptForm(
  first: ObjectForm,
): readonly [ObjectForm, (patch: Partial<ObjectForm>) => void] {
  const key = `alidade.create ${useClient().context ?? ''}`
  const isBack = useNavigationType() === NavigationType.Pop
  const [typed, setTyped] = useState(() => (isBack ? read(key) : null) ?? first)
  const type = (patch: Partial<ObjectForm>): void => {
    const next = { ...typed, ...patch }
    setTyped(next)
    keep(key, next)
  }
  return [typed, type]
}

/** Null: nothing was kept, or the browser keeps nothing. */
function read(key: string): ObjectForm | null {
  try {
    return formSchema.safeParse(JSON.parse(sessionStorage.getItem(key) ?? '')).data ?? null
  } catch {
    return null
  }
}

function keep(key: string, typed: ObjectForm): void {
  try {
    sessionStorage.setItem(key, JSON.stringify(typed))
  } catch {
    // Where it is full or forbidden nothing is kept.
  }
}
