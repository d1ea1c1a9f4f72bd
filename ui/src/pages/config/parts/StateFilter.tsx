import type { ReactNode } from 'react'
import { validities, type Facet, type Validity } from '#contract/config.ts'
import { t } from '../../../i18n/t.ts'
import { validityLooks } from '../words.ts'

export interface StateFilterProps {
  readonly facet: Facet
  readonly chosen: readonly Validity[]
  readonly onChange: (chosen: readonly Validity[]) => void
}

/** The states with how many objects have them; pressed ones are shown alone. */
export function StateFilter({ facet, chosen, onChange }: StateFilterProps): ReactNode {
  const countOf = (validity: Validity): number =>
    facet.find(({ value }) => value === validity)?.count ?? 0

  function toggle(validity: Validity): void {
    const isChosen = chosen.includes(validity)
    onChange(
      isChosen
        ? chosen.filter((one) => one !== validity)
        : validities.filter((one) => one === validity || chosen.includes(one)),
    )
  }

  return (
    <div className="al-config-states" role="group" aria-label={t('States')}>
      {validities.map((validity) => {
        const { many, Icon } = validityLooks[validity]
        return (
          <button
            key={validity}
            type="button"
            aria-pressed={chosen.includes(validity)}
            className={`al-config-state al-state-${validity}`}
            onClick={() => toggle(validity)}
          >
            <Icon />
            <b>{countOf(validity)}</b> <span>{many}</span>
          </button>
        )
      })}
    </div>
  )
}
