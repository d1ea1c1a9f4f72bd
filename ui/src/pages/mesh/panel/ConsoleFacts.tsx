import type { ReactNode } from 'react'
import type { ConsolePart } from '#contract/mesh.ts'
import { Fact, Facts } from '../../../components/Facts.tsx'
import { locale, t } from '../../../i18n/t.ts'
import { formatAge } from '../../../lib/age.ts'
import { formatBytes } from '../../../lib/bytes.ts'

const numbers = new Intl.NumberFormat(locale, { maximumSignificantDigits: 2 })

/** The console itself: what it is, and what it takes. */
export function ConsoleFacts(props: {
  readonly part: ConsolePart
  readonly now: number
}): ReactNode {
  const { part, now } = props
  return (
    <div className="al-mesh-section">
      <Facts>
        <Fact term={t('Version')}>{part.version}</Fact>
        <Fact term={t('Up for')}>{formatAge(now - part.startedAt)}</Fact>
        <Fact term={t('Following')}>{t('{{count}} views', { count: part.viewers })}</Fact>
        <Fact term={t('Memory')}>{formatBytes(part.residentBytes)}</Fact>
        <Fact term={t('CPU')}>
          {part.cpuCores === null
            ? null
            : t('{{cores}} cores', { cores: numbers.format(part.cpuCores) })}
        </Fact>
      </Facts>
    </div>
  )
}
