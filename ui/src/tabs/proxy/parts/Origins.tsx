import type { ReactNode } from 'react'
import type { Origin } from '#contract/proxy-rows.ts'
import { KindBadge } from '../../../components/KindBadge.tsx'
import { kindLetters } from '../../../components/kind-letters.ts'
import { ObjectLink } from '../../../components/ObjectLink.tsx'
import { SubjectLink } from '../../../components/SubjectLink.tsx'
import { pageOf } from '../origin-page.ts'
import { t } from '../../../i18n/t.ts'

export interface OriginsProps {
  readonly origins: readonly Origin[]
  /** How many are shown; the others are counted. */
  readonly most?: number
}

/** The objects of the cluster that a row was made of, each leading to its page. */
export function Origins({ origins, most = origins.length }: OriginsProps): ReactNode {
  if (origins.length === 0) return <span className="al-quiet">–</span>
  const rest = origins.length - most
  return (
    <span className="al-proxy-origins">
      {origins.slice(0, most).map((origin) => (
        <OneOrigin key={Object.values(origin.object).join('/')} origin={origin} />
      ))}
      {rest > 0 && <span className="al-quiet">+{rest}</span>}
    </span>
  )
}

function OneOrigin({ origin: { object, part, isThere } }: { origin: Origin }): ReactNode {
  const page = pageOf(object)
  return (
    <span className="al-proxy-origin">
      <KindBadge letters={kindLetters(object.kind)} kind={object.kind} />
      {page !== null ? (
        <SubjectLink subject={page} />
      ) : object.group === '' ? (
        // The configuration has pages of what is not of the core alone.
        object.name
      ) : (
        <ObjectLink object={object} />
      )}
      {part !== null && <span className="al-quiet">{part}</span>}
      {isThere === false && <span className="al-warn">{t('no longer there')}</span>}
    </span>
  )
}
