import { Checkbox, Radio } from '@patternfly/react-core'
import type { ReactNode } from 'react'
import type { GraphView } from '../../url.ts'
import { flagHelp, radioHelp } from './display-help.ts'
import { HelpTip } from './HelpTip.tsx'

export type RadioName = 'grpc' | 'ambient' | 'responseTime' | 'throughput'
export type FlagName =
  | 'serviceNodes'
  | 'operations'
  | 'idleEdges'
  | 'idleNodes'
  | 'silent'
  | 'waypoints'
  | 'isAnimated'

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
    <div className="al-option">
      <Checkbox
        id={`display-${field}`}
        label={label}
        isChecked={view[field]}
        onChange={(_, isChecked) => onChange({ [field]: isChecked })}
      />
      <HelpTip of={label} text={flagHelp[field]} />
    </div>
  )
}

/** Several of a few. */
export function Choices<Field extends 'boxBy' | 'badges' | 'rankBy'>(
  props: GroupProps & {
    field: Field
    legend: string
    words: Readonly<Record<GraphView[Field][number], string>>
    /** One text for them all, or one for each. */
    help: string | Readonly<Record<string, string>>
  },
): ReactNode {
  const { view, onChange, field, legend, words, help } = props
  const chosen: readonly string[] = view[field]
  const names = Object.entries<string>(words)
  return (
    <fieldset>
      <legend>
        {legend}
        {typeof help === 'string' && <HelpTip of={legend} text={help} />}
      </legend>
      {names.map(([name, word]) => (
        <div key={name} className="al-option">
          <Checkbox
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
          {typeof help !== 'string' && <HelpTip of={word} text={help[name] ?? ''} />}
        </div>
      ))}
    </fieldset>
  )
}

/** One of a few. */
export function RadioGroup<Field extends RadioName>(
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
      <legend>
        {legend}
        <HelpTip of={legend} text={radioHelp[field]} />
      </legend>
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
