import type { ReactNode } from 'react'
import { Link } from 'react-router'
import type { ConfigDetails } from '#contract/config.ts'
import { t } from '../../../i18n/t.ts'
import type { ViewInAddress } from '../use-view.ts'

type Relation = ConfigDetails['uses'][number]

export interface RelationsProps {
  readonly details: Pick<ConfigDetails, 'uses' | 'usedBy' | 'object'>
  readonly linkTo: ViewInAddress['linkTo']
}

/** Whom the object names and who names it. */
export function Relations({ details, linkTo }: RelationsProps): ReactNode {
  const { uses, usedBy, object } = details
  if (uses.length + usedBy.length === 0) return null
  const common = { home: object.namespace, linkTo }
  return (
    <>
      {usedBy.length > 0 && <List title={t('Used by')} relations={usedBy} {...common} />}
      {uses.length > 0 && <List title={t('Uses')} relations={uses} {...common} />}
    </>
  )
}

interface ListProps {
  readonly title: string
  readonly relations: readonly Relation[]
  readonly home: string
  readonly linkTo: ViewInAddress['linkTo']
}

function List({ title, relations, home, linkTo }: ListProps): ReactNode {
  return (
    <>
      <h2>{title}</h2>
      <ul className="al-relations">
        {relations.map(({ object, exists }) => {
          const { kind, namespace, name } = object
          const place = namespace === home || namespace === '' ? '' : `${namespace}/`
          return (
            <li key={Object.values(object).join('/')}>
              <span className="al-quiet">{kind}</span>{' '}
              {exists === true ? (
                <Link to={linkTo({ object })}>
                  {place}
                  {name}
                </Link>
              ) : (
                <span>
                  {place}
                  {name}{' '}
                  <span className={exists === null ? 'al-quiet' : 'al-bad'}>
                    {exists === null ? t('not known') : t('not there')}
                  </span>
                </span>
              )}
            </li>
          )
        })}
      </ul>
    </>
  )
}
