import { Skeleton } from '@patternfly/react-core'
import { lazy, Suspense, type ReactNode } from 'react'
import { Link } from 'react-router'
import type { GraphAskInput } from '#contract/graph-ask.ts'
import { useGraph } from '../../../../api/graph-queries.ts'
import type { ThemeName } from '../../../../app/page.ts'
import { useContextSearch } from '../../../../components/context-search.ts'
import { RateTable } from '../../../../components/RateTable.tsx'
import { t } from '../../../../i18n/t.ts'
import { Card } from '../../subject/parts/Card.tsx'

// The canvas is heavy, and many come for the words.
const MiniGraph = lazy(() =>
  import('../../MiniGraph.tsx').then((module) => ({ default: module.MiniGraph })),
)

export interface PictureProps {
  readonly namespace: string
  readonly isKnown: boolean // the store of metrics has told
  readonly theme: ThemeName
}

/** Who calls whom in a namespace, in small, and how much comes in and goes out of it. */
export function Picture({ namespace, isKnown, theme }: PictureProps): ReactNode {
  const ask = { namespaces: namespace, type: 'app', window: '1m' } as const
  const { data, error } = useGraph(isKnown ? (ask satisfies GraphAskInput) : null)
  const search = new URLSearchParams(useContextSearch())
  for (const [name, value] of Object.entries(ask)) search.set(name, value)
  const link = (
    <Link to={{ pathname: '/graph', search: search.toString() }}>{t('Open the graph')}</Link>
  )
  return (
    <Card title={t('Traffic')} isWide aside={link}>
      {!isKnown ? (
        <p className="al-quiet">{t('Not known: the metric store did not answer.')}</p>
      ) : data === undefined ? (
        error === null ? (
          <Skeleton height="20rem" screenreaderText={t('Loading the picture')} />
        ) : (
          <p className="al-warn">{error.message}</p>
        )
      ) : data.edges.length === 0 ? (
        <p className="al-quiet">
          {data.empty?.message ?? t('Nobody has called anything here in this window.')}
        </p>
      ) : (
        <>
          <RateTable
            caption={t('Traffic')}
            rows={[
              { label: t('In'), traffic: data.totals.inbound },
              { label: t('Out'), traffic: data.totals.outbound },
              { label: t('Within'), traffic: data.totals.internal },
            ]}
          />
          <div className="al-catalog-canvas">
            <Suspense
              fallback={<Skeleton height="18rem" screenreaderText={t('Loading the picture')} />}
            >
              <MiniGraph
                graph={data}
                focus={null}
                theme={theme}
                viewKey={`namespace ${namespace}`}
              />
            </Suspense>
          </div>
        </>
      )}
    </Card>
  )
}
