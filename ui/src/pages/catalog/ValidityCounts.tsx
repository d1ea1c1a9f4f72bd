import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { validities, type Facet, type Validity } from '#contract/config.ts'
import { useContextSearch } from '../../components/context-search.ts'
import { count } from '../../lib/plural.ts'

export interface ValidityCountsProps {
  readonly counts: Facet
  /** Of this one alone; of all when absent. */
  readonly namespace?: string
}

const says = {
  error: { tone: 'al-bad', say: (amount: number) => `${amount} with errors` },
  warning: { tone: 'al-warn', say: (amount: number) => `${amount} with warnings` },
  info: { tone: '', say: (amount: number) => `${count(amount, 'object')} with notes` },
  valid: { tone: 'al-good', say: (amount: number) => `${amount} valid` },
  notChecked: { tone: 'al-quiet', say: (amount: number) => `${amount} not checked` },
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
