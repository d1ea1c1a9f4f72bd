import { useState } from 'react'

/** A preference of this browser, as text; `read` makes the value and decides what is valid. */
export function usePreference<Value extends string | number | boolean>(
  name: string,
  read: (text: string | null) => Value,
): readonly [Value, (value: Value) => void] {
  const key = `alidade.graph.${name}`
  const [value, setValue] = useState(() => read(localStorage.getItem(key)))
  return [
    value,
    (next) => {
      localStorage.setItem(key, String(next))
      setValue(next)
    },
  ]
}
