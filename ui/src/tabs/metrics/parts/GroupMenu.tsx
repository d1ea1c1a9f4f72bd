import { Button, Checkbox, Popover } from '@patternfly/react-core'
import type { ReactNode } from 'react'
import type { ChartGrouping } from '#contract/charts.ts'
import { t } from '../../../i18n/t.ts'
import type { Choice } from '../url.ts'

export interface GroupMenuProps {
  readonly groupings: readonly ChartGrouping[]
  /** What the charts have told so far, by id of grouping. */
  readonly values: ReadonlyMap<string, readonly string[]>
  readonly by: readonly string[]
  readonly only: readonly Choice[]
  readonly onChange: (patch: { by: readonly string[]; only: readonly Choice[] }) => void
}

/** By what the lines are told apart, and which values are shown of it. */
export function GroupMenu(props: GroupMenuProps): ReactNode {
  const { groupings, by, only } = props
  const titles = groupings.filter(({ id }) => by.includes(id)).map(({ title }) => title)
  const cut = only.length === 0 ? '' : ` (${t('{{amount}} chosen', { amount: only.length })})`
  return (
    <Popover
      aria-label={t('Group by')}
      position="bottom-start"
      showClose={false}
      hasAutoWidth
      maxWidth="26rem"
      enableFlip={false}
      bodyContent={<GroupBody {...props} />}
    >
      <Button variant="control" size="sm">
        {t('Group by: {{titles}}', {
          titles: titles.length === 0 ? t('nothing') : titles.join(', '),
        })}
        {cut}
      </Button>
    </Popover>
  )
}

function GroupBody({ groupings, values, by, only, onChange }: GroupMenuProps): ReactNode {
  const toggle = (id: string, isChosen: boolean): void =>
    onChange({
      by: groupings
        .map((one) => one.id)
        .filter((one) => (one === id ? isChosen : by.includes(one))),
      only: isChosen ? only : only.filter(({ grouping }) => grouping !== id),
    })
  return (
    <div className="al-metrics-groups">
      {groupings.map(({ id, title }) => (
        <div key={id}>
          <Checkbox
            id={`group-${id}`}
            label={title}
            isChecked={by.includes(id)}
            onChange={(_, isChecked) => toggle(id, isChecked)}
          />
          {by.includes(id) && (
            <Values
              {...{ id, title, only }}
              values={values.get(id) ?? []}
              onChange={(next) => onChange({ by, only: next })}
            />
          )}
        </div>
      ))}
      {by.length > 0 && (
        <Button variant="link" size="sm" isInline onClick={() => onChange({ by: [], only: [] })}>
          {t('Group by nothing')}
        </Button>
      )}
    </div>
  )
}

interface ValuesProps {
  readonly id: string
  readonly title: string
  readonly values: readonly string[]
  readonly only: readonly Choice[]
  readonly onChange: (only: readonly Choice[]) => void
}

/** None chosen means all. */
function Values({ id, title, values, only, onChange }: ValuesProps): ReactNode {
  const chosen = only.filter(({ grouping }) => grouping === id).map(({ value }) => value)
  const others = only.filter(({ grouping }) => grouping !== id)
  const offered = [...new Set([...values, ...chosen])].sort()
  const choose = (next: readonly string[]): void =>
    onChange([...others, ...next.map((value) => ({ grouping: id, value }))])
  return (
    <fieldset aria-label={t('Values of {{title}}', { title })}>
      <Checkbox
        id={`value-${id}-all`}
        label={t('All')}
        isChecked={chosen.length === 0}
        onChange={() => choose([])}
      />
      {offered.map((value) => (
        <Checkbox
          key={value}
          id={`value-${id}-${value}`}
          label={value}
          isChecked={chosen.includes(value)}
          onChange={(_, isChecked) =>
            choose(isChecked ? [...chosen, value] : chosen.filter((one) => one !== value))
          }
        />
      ))}
    </fieldset>
  )
}
