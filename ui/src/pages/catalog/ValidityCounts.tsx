import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { validities, type Facet, type Validity } from '#contract/config.ts'
import { useContextSearch } from '../../components/context-search.ts'
import { t } from '../../i18n/t.ts'

export interface ValidityCountsProps {
  readonly counts: Facet
  /** Of this one alone; of all when absent. */
  readonly namespace?: string
}

const says = {
  error: { tone: 'al-bad', say: (amount: number) => t('{{amount}} with errors', { amount }) },
  warning: { tone: 'al-warn', say: (amount: number) => t('{{amount}} with warnings', { amount }) },
  info: { tone: '', say: (amount: number) => t('{{amount}} with notes', { amount }) },
  valid: { tone: 'al-good', say: (amount: number) => t('{{amount}} valid', { amount }) },
  notChecked: {
    tone: 'al-quiet',
    say: (amount: number) => t('{{amount}} not checked', { amount }),
  },
} as const satisfies Record<Validity, { tone: string; say: (amount: number) => string }>

/** How many objects are of each state, each leading to the list of those. */
export function ValidityCounts({ counts, namespace }: ValidityCountsProps): ReactNode {
  const context = useContextSearch()
  const present = validities.flatMap((validity) => {
    const amount = counts.find(({ value }) => value === validity)?.count ?? 0
    return amount === 0 ? [] : [{ validity, amount }]
  })
  return (
    <span className="al-counts">
      {present.map(({ validity, amount }) => {
        const search = new URLSearchParams(context)
        search.set('validities', validity)
        if (namespace !== undefined) search.set('namespaces', namespace)
        const { tone, say } = says[validity]
        return (
          <Link
            key={validity}
            className={tone}
            to={{ pathname: '/config', search: search.toString() }}
          >
            {say(amount)}
          </Link>
        )
      })}
    </span>
  )
}
