import { useEffect } from 'react'
import { useLocation } from 'react-router'
import { useClient } from '../../api/client-context.ts'
import { useSession } from '../../api/queries.ts'
import { placeAt } from './place.ts'
import { keepRecent } from './recent-places.ts'

/** Remembers the things whose pages are opened, whichever way led there. */
export function useKeepPlaces(): void {
  const { pathname, search } = useLocation()
  const { context } = useClient()
  const { data: session } = useSession()
  const user = session === undefined ? undefined : session.user
  useEffect(() => {
    const place = placeAt(pathname, search)
    if (place !== null && user !== undefined) keepRecent(place, { context, user })
  }, [pathname, search, context, user])
}
