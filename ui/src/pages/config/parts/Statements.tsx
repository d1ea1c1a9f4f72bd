import type { ReactNode } from 'react'
import type { ConfigDetails } from '#contract/config.ts'
import { t } from '../../../i18n/t.ts'
import { formatAge } from '../../../lib/age.ts'

type Statement = ConfigDetails['statements'][number]

/** What the controllers say of the object in its status, beside what the rules say. */
export function Statements(props: {
  readonly statements: readonly Statement[]
  readonly at: number
}): ReactNode {
  const { statements, at } = props
  if (statements.length === 0) return null
  return (
    <>
      <h2>{t('Said by its controllers')}</h2>
      <ul className="al-statements">
        {statements.map((statement) => (
          <li key={`${statement.by} ${statement.type} ${statement.message}`}>
            <div>
              <b className={isGood(statement) ? 'al-good' : 'al-warn'}>
                {statement.type}: {statement.status}
              </b>{' '}
              {statement.reason}
              <span className="al-quiet">
                {' · '}
                {statement.by}
                {statement.at !== null &&
                  ` · ${t('{{age}} ago', { age: formatAge(at - statement.at) })}`}
              </span>
            </div>
            {statement.message !== '' && <p>{statement.message}</p>}
          </li>
        ))}
      </ul>
    </>
  )
}

// Of these, True is the bad news.
const badNews = new Set(['Conflicted', 'PartiallyInvalid', 'OverlappingTLSConfig'])

function isGood({ type, status }: Statement): boolean {
  return status === (badNews.has(type) ? 'False' : 'True')
}
