import { Checkbox, Radio } from '@patternfly/react-core'
import type { ReactNode } from 'react'
import type { GraphView } from '../../url.ts'

type FlagName =
  'serviceNodes' | 'operations' | 'idleEdges' | 'idleNodes' | 'waypoints' | 'isAnimated'

export interface GroupProps {
  readonly view: GraphView
  readonly onChange: (patch: Partial<GraphView>) => void
}

/** One thing that is on or off. */
export function Flag(
  props: GroupProps & {
    field: FlagName
    label: string
  },
): ReactNode {
  const { view, onChange, field, label } = props
  return (
    <Checkbox
      id={`display-${field}`}
      label={label}
      isChecked={view[field]}
      onChange={(_, isChecked) => onChange({ [field]: isChecked })}
    />
  )
}

/** Several of a few. */
export function Choices<Field extends 'boxBy' | 'badges'>(
  props: GroupProps & {
    field: Field
    legend: string
    words: Readonly<Record<GraphView[Field][number], string>>
  },
): ReactNode {
  const { view, onChange, field, legend, words } = props
  const chosen: readonly string[] = view[field]
  const names = Object.entries<string>(words)
  return (
    <fieldset>
      <legend>{legend}</legend>
      {names.map(([name, word]) => (
        <Checkbox
          key={name}
          id={`display-${field}-${name}`}
          label={word}
          isChecked={chosen.includes(name)}
          onChange={(_, isChecked) =>
            onChange({
              [field]: names
                .map(([one]) => one)
                .filter((one) => (one === name ? isChecked : chosen.includes(one))),
            })
          }
        />
      ))}
    </fieldset>
  )
}

/** One of a few. */
export function RadioGroup<Field extends 'grpc' | 'ambient' | 'responseTime' | 'throughput'>(
  props: GroupProps & {
    field: Field
    legend: string
    words: Readonly<Record<GraphView[Field], string>>
    isInset?: boolean
  },
): ReactNode {
  const { view, onChange, field, legend, words, isInset = false } = props
  return (
    <fieldset className={isInset ? 'al-display-inset' : undefined}>
      <legend className={isInset ? 'pf-v6-screen-reader' : undefined}>{legend}</legend>
      {Object.entries<string>(words).map(([name, word]) => (
        <Radio
          key={name}
          id={`display-${field}-${name}`}
          name={`display-${field}`}
          label={word}
          isChecked={view[field] === name}
          onChange={() => onChange({ [field]: name })}
        />
      ))}
    </fieldset>
  )
}
