import type { ReactNode } from 'react'
import type { BackEndPart } from '#contract/mesh.ts'
import { Fact, Facts } from '../../../components/Facts.tsx'
import { t } from '../../../i18n/t.ts'
import { formatAge } from '../../../lib/age.ts'
import { formatMs } from '../../../lib/duration.ts'

/** Where a back end is, without credentials, and how it answers. */
export function BackEndFacts(props: {
  readonly part: BackEndPart
  readonly now: number
}): ReactNode {
  const { part, now } = props
  const { backEnd } = part
  if (backEnd === null) return null
  const { address, howFound, latencyMs, sinceAt, details } = backEnd
  return (
    <div className="al-mesh-section">
      <Facts>
        <Fact term={t('Version')}>{part.version}</Fact>
        <Fact term={t('Address')}>{address}</Fact>
        <Fact term={t('Found by')}>{howFound}</Fact>
        <Fact term={t('Answers in')}>{latencyMs === null ? null : formatMs(latencyMs)}</Fact>
        <Fact term={t('Like this for')}>{sinceAt === null ? null : formatAge(now - sinceAt)}</Fact>
        {details.length > 0 && (
          <Fact term={t('More')}>
            {details.map((detail) => (
              <div key={detail}>{detail}</div>
            ))}
          </Fact>
        )}
      </Facts>
    </div>
  )
}
