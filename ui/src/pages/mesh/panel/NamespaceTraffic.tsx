import { Skeleton } from '@patternfly/react-core'
import type { ReactNode } from 'react'
import { useSeries } from '../../../api/time-queries.ts'
import { RateSparkline } from '../../../components/RateSparkline.tsx'
import { chartsOf } from '../../../components/series-charts.ts'
import { t } from '../../../i18n/t.ts'

const span = '30m'

/** What came into a namespace and went out of it over the last half hour, by the numbers of the graph. */
export function NamespaceTraffic(props: {
  readonly name: string
  readonly node: string // its id in the graph, closed
}): ReactNode {
  const { name, node } = props
  const ask = { namespaces: name, type: 'workload', open: 'none' } as const
  const { data, error } = useSeries(ask, { node }, { span })
  return (
    <section aria-label={t('Traffic of {{name}}', { name })} className="al-mesh-traffic">
      {data === undefined && error !== null && <p className="al-warn">{error.message}</p>}
      {data === undefined && error === null && (
        <Skeleton height="6rem" screenreaderText={t('Loading the curves')} />
      )}
      {data !== undefined && data.whyNone !== null && <p className="al-quiet">{data.whyNone}</p>}
      {data !== undefined &&
        chartsOf(data.lines).map(({ label, format, lines }) => (
          <RateSparkline key={label} {...{ label, format, lines }} times={data.times} />
        ))}
    </section>
  )
}
