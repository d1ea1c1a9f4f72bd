import { EmptyState, EmptyStateBody, Skeleton, Switch } from '@patternfly/react-core'
import { useEffect, useMemo, type ReactNode } from 'react'
import type { ProxyDifferences, ProxySection } from '#contract/proxy.ts'
import { useProxyDifferences } from '../../../api/proxy-queries.ts'
import { Notice } from '../../../components/Notice.tsx'
import { Trouble } from '../../../components/Trouble.tsx'
import { formatInstant } from '../../../lib/age.ts'
import { formatWhole } from '../../../lib/decimal.ts'
import type { TableKind } from '../table/column.ts'
import { TablePart } from '../table/TablePart.tsx'
import type { Against } from '../url.ts'
import type { Look } from '../use-look.ts'
import { DifferenceTable } from './DifferenceTable.tsx'
import { t } from '../../../i18n/t.ts'

export interface DifferencePartProps<Section extends ProxySection> {
  readonly kind: TableKind<Section>
  readonly look: Look
  readonly against: Against
}

/** One kind of thing of two proxies, or of two moments: what differs, or all with what differs. */
export function DifferencePart<Section extends ProxySection>(
  props: DifferencePartProps<Section>,
): ReactNode {
  const { kind, look, against } = props
  const { view, change } = look.address
  const { data, error, refetch } = useProxyDifferences({
    ...{ reading: look.reading, section: kind.section },
    withPod: against.kind === 'pod' ? against.pod : undefined,
    withSnapshot: against.kind === 'moment' ? against.snapshot : undefined,
  })
  const changes = useMemo(
    () => new Map(data?.changes.map((one) => [one.resource, one.change] as const)),
    [data],
  )
  const { learn } = look
  useEffect(() => {
    if (data !== undefined) learn(data.here)
  }, [data, learn])
  if (data === undefined)
    return error === null ? (
      <Skeleton height="16rem" screenreaderText={t('Comparing')} />
    ) : (
      <Trouble error={error} onRetry={() => void refetch()} />
    )
  return (
    <div className="al-proxy-part" data-settled="true">
      <div className="al-proxy-filters">
        <Switch
          id="proxy-only-different"
          label={t('Only differences')}
          isChecked={!view.isWhole}
          onChange={(_, isOnly) => change({ isWhole: !isOnly })}
        />
        <span className="al-quiet" role="status">
          <Sides differences={data} />
        </span>
      </div>
      {data.leftOut > 0 && (
        <Notice tone="warn">
          {t('There are {{count}} more differences, which are left out.', { count: data.leftOut })}
        </Notice>
      )}
      {view.isWhole ? (
        <TablePart kind={kind} look={look} changes={changes} />
      ) : data.changes.length === 0 ? (
        <EmptyState titleText={t('No difference')} headingLevel="h3" variant="sm">
          <EmptyStateBody>
            {t('All {{count}} are the same on both sides.', { count: data.same })}
          </EmptyStateBody>
        </EmptyState>
      ) : (
        <DifferenceTable title={kind.title} differences={data} address={look.address} />
      )}
    </div>
  )
}

function Sides({ differences }: { differences: ProxyDifferences }): ReactNode {
  const { here, there, same, changes, leftOut } = differences
  const different = formatWhole(changes.length + leftOut)
  const counts = { different, same: formatWhole(same) }
  if (here.pod === there.pod)
    return t('{{pod}} now and at {{time}}: {{different}} differ, {{same}} are the same', {
      ...{ pod: here.pod, time: formatInstant(there.takenAt, here.takenAt) },
      ...counts,
    })
  return t('{{here}} (here) and {{there}} (there): {{different}} differ, {{same}} are the same', {
    ...{ here: here.pod, there: there.pod },
    ...counts,
  })
}
