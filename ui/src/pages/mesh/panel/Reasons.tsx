import type { ReactNode } from 'react'
import type { MeshPart } from '#contract/mesh.ts'
import { HealthBadge } from '../../../components/HealthBadge.tsx'
import { t } from '../../../i18n/t.ts'
import { sayReason } from '../../../components/part-words.ts'

/** All that its health was held against, the worst first. */
export function Reasons({ part }: { readonly part: MeshPart }): ReactNode {
  if (part.reasons.length === 0) return null
  return (
    <ul className="al-reasons" aria-label={t('Why')}>
      {part.reasons.map((reason) => (
        <li key={`${reason.kind} ${sayReason(reason)}`}>
          <HealthBadge status={reason.status} isCompact />
          <span className={reason.status === 'none' ? 'al-quiet' : undefined}>
            {sayReason(reason)}
          </span>
        </li>
      ))}
    </ul>
  )
}
