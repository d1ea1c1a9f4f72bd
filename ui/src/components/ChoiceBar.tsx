import type { ReactNode } from 'react'
import './components.css'

export interface ChoiceBarProps<Value extends string> {
  readonly label: string
  readonly values: readonly Value[]
  readonly chosen: readonly Value[]
  readonly classOf: (value: Value) => string
  readonly show: (value: Value) => ReactNode
  /** Told in the order of `values`. */
  readonly onChange: (chosen: readonly Value[]) => void
}

/** A few choices side by side; pressed ones are shown alone, and all when none is pressed. */
export function ChoiceBar<Value extends string>(props: ChoiceBarProps<Value>): ReactNode {
  const { label, values, chosen, classOf, show, onChange } = props
  const toggle = (value: Value): void =>
    onChange(values.filter((one) => (one === value) !== chosen.includes(one)))
  return (
    <div className="al-choices" role="group" aria-label={label}>
      {values.map((value) => (
        <button
          key={value}
          type="button"
          aria-pressed={chosen.includes(value)}
          className={`al-choice ${classOf(value)}`}
          onClick={() => toggle(value)}
        >
          {show(value)}
        </button>
      ))}
    </div>
  )
}
