import { Skeleton } from '@patternfly/react-core'
import type { ReactNode } from 'react'
import type { ConsolePart } from '#contract/mesh.ts'
import { useOwnUse } from '../../../api/mesh-queries.ts'
import { Fact, Facts } from '../../../components/Facts.tsx'
import { RateSparkline } from '../../../components/RateSparkline.tsx'
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
    <>
      <div className="al-mesh-section">
        <Facts>
          <Fact term={t('Version')}>{part.version}</Fact>
          <Fact term={t('Up for')}>{formatAge(now - part.startedAt)}</Fact>
          <Fact term={t('Following')}>{t('{{count}} views', { count: part.viewers })}</Fact>
          <Fact term={t('Memory')}>{formatBytes(part.residentBytes)}</Fact>
          <Fact term={t('CPU')}>{part.cpuCores === null ? null : sayCores(part.cpuCores)}</Fact>
        </Facts>
      </div>
      <OwnUseCurves />
    </>
  )
}

const sayCores = (cores: number): string => t('{{cores}} cores', { cores: numbers.format(cores) })

/** Its memory and processor over the last half hour, measured by itself: no store need scrape it. */
function OwnUseCurves(): ReactNode {
  const { data, error } = useOwnUse()
  const points = data?.points ?? []
  const times = points.map(({ at }) => at)
  return (
    <section className="al-mesh-section al-mesh-traffic" aria-label={t('Charts')}>
      {data === undefined && error !== null && <p className="al-warn">{error.message}</p>}
      {data === undefined && error === null && (
        <Skeleton height="6rem" screenreaderText={t('Loading the curves')} />
      )}
      {data !== undefined && points.length < 2 && (
        <p className="al-quiet">{t('It has just begun: a curve needs a minute.')}</p>
      )}
      {points.length > 1 && (
        <>
          <RateSparkline
            label={t('Memory')}
            times={times}
            format={formatBytes}
            lines={[
              {
                ...{ tone: 'plain', word: t('Memory') },
                values: points.map(({ residentBytes }) => residentBytes),
              },
            ]}
          />
          <RateSparkline
            label={t('CPU')}
            times={times}
            format={sayCores}
            lines={[
              {
                ...{ tone: 'plain', word: t('CPU') },
                values: points.map(({ cpuCores }) => cpuCores),
              },
            ]}
          />
        </>
      )}
    </section>
  )
}
