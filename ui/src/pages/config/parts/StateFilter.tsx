import type { ReactNode } from 'react'
import { validities, type Facet, type Validity } from '#contract/config.ts'
import { ChoiceBar } from '../../../components/ChoiceBar.tsx'
import { t } from '../../../i18n/t.ts'
import { validityLooks } from '../words.ts'

export interface StateFilterProps {
  readonly facet: Facet
  readonly chosen: readonly Validity[]
  readonly onChange: (chosen: readonly Validity[]) => void
}

/** The states with how many objects have them; pressed ones are shown alone. */
export function StateFilter({ facet, chosen, onChange }: StateFilterProps): ReactNode {
  return (
    <ChoiceBar
      label={t('States')}
      values={validities}
      chosen={chosen}
      classOf={(validity) => `al-state-${validity}`}
      show={(validity) => <State validity={validity} facet={facet} />}
      onChange={onChange}
    />
  )
}

function State({ validity, facet }: { validity: Validity; facet: Facet }): ReactNode {
  const { many, Icon } = validityLooks[validity]
  return (
    <>
      <Icon />
      <b>{facet.find(({ value }) => value === validity)?.count ?? 0}</b> <span>{many}</span>
    </>
  )
}
