import { Skeleton } from '@patternfly/react-core'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import type { ConfigRow } from '#contract/config.ts'
import { useConfigList } from '../../../../api/config-queries.ts'
import { useContextSearch } from '../../../../components/context-search.ts'
import { KindBadge } from '../../../../components/KindBadge.tsx'
import { kindLetters } from '../../../../components/kind-letters.ts'
import { t } from '../../../../i18n/t.ts'
import { Card } from '../../subject/parts/Card.tsx'
import { ValidityCounts } from '../../ValidityCounts.tsx'

const shown = 8

/** Objects of the configuration in a namespace, the worst first, and how many there are of each. */
export function ConfigObjects({ namespace }: { readonly namespace: string }): ReactNode {
  const { data, error } = useConfigList({ namespaces: namespace, limit: shown })
  const search = new URLSearchParams(useContextSearch())
  search.set('namespaces', namespace)
  const all = <Link to={{ pathname: '/config', search: search.toString() }}>{t('All')}</Link>
  return (
    <Card title={t('Configuration')} aside={all}>
      {data === undefined ? (
        error === null ? (
          <Skeleton height="4rem" screenreaderText={t('Loading the configuration')} />
        ) : (
          <p className="al-warn">{error.message}</p>
        )
      ) : data.matched === 0 ? (
        <p className="al-quiet">{t('No object of the configuration that you may see.')}</p>
      ) : (
        <>
          <ValidityCounts counts={data.facets.validities} namespace={namespace} />
          <ul className="al-config-objects">
            {data.rows.map((row) => (
              <Row key={Object.values(row.object).join('/')} row={row} />
            ))}
          </ul>
          {data.matched > data.rows.length && (
            <p className="al-quiet">
              {t('and {{amount}} more', { amount: data.matched - data.rows.length })}
            </p>
          )}
        </>
      )}
    </Card>
  )
}

const tones = { error: 'al-bad', warning: 'al-warn', info: '', valid: '', notChecked: '' } as const

function Row({ row: { object, validity, rules, worst } }: { row: ConfigRow }): ReactNode {
  const search = new URLSearchParams(useContextSearch())
  const { group, kind, namespace, name } = object
  search.set('object', [group, kind, namespace, name].join('/'))
  return (
    <li>
      <KindBadge letters={kindLetters(kind)} kind={kind} />
      <div>
        <Link to={{ pathname: '/config', search: search.toString() }}>{name}</Link>{' '}
        <span className="al-quiet">{kind}</span>
        {worst !== null && (
          <div className={tones[validity]}>
            {rules[0]} {worst}
            {rules.length > 1 && (
              <span className="al-quiet">{` ${t('and {{amount}} more', { amount: rules.length - 1 })}`}</span>
            )}
          </div>
        )}
      </div>
    </li>
  )
}
