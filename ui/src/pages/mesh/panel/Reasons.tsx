import type { ReactNode } from 'react'
import type { MeshPart } from '#contract/mesh.ts'
import { HealthBadge } from '../../../components/HealthBadge.tsx'
import { sayReason } from '../words.ts'

/** All that its health was held against, the worst first. */
export function Reasons({ part }: { readonly part: MeshPart }): ReactNode {
  if (part.reasons.length === 0) return null
  return (
    <ul className="al-reasons" aria-label="Why">
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
