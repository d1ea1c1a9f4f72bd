import type { ReactNode } from 'react'
import { Link } from 'react-router'
import type { ObjectId } from '#contract/validations.ts'
import { useContextSearch } from './context-search.ts'

/** Leads to an object of the configuration, in the context that is looked at. */
export function ObjectLink({ object }: { object: ObjectId }): ReactNode {
  const search = new URLSearchParams(useContextSearch())
  const { group, kind, namespace, name } = object
  search.set('object', [group, kind, namespace, name].join('/'))
  return (
    <Link to={{ pathname: '/config', search: search.toString() }} className="al-breakable">
      {name}
    </Link>
  )
}
