import { EmptyState, EmptyStateBody, Skeleton, Switch } from '@patternfly/react-core'
import { useEffect, useMemo, type ReactNode } from 'react'
import type { ProxyDifferences } from '#contract/proxy.ts'
import { useProxyDifferences } from '../../../api/proxy-queries.ts'
import { Trouble } from '../../../components/Trouble.tsx'
import { formatInstant } from '../../../lib/age.ts'
import { count } from '../../../lib/plural.ts'
import type { ComparedSection } from '../parts-of.ts'
import type { TableKind } from '../table/column.ts'
import { TablePart } from '../table/TablePart.tsx'
import type { Against } from '../url.ts'
import type { Look } from '../use-look.ts'
import { DifferenceTable } from './DifferenceTable.tsx'
import { Warn } from './TableNotices.tsx'

export interface DifferencePartProps<Section extends ComparedSection> {
  readonly kind: TableKind<Section>
  readonly look: Look
  readonly against: Against
}

/** One kind of thing of two proxies, or of two moments: what differs, or all with what differs. */
export function DifferencePart<Section extends ComparedSection>(
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
      <Skeleton height="16rem" screenreaderText={`Comparing the ${kind.many}`} />
    ) : (
      <Trouble error={error} onRetry={() => void refetch()} />
    )
  return (
    <div className="al-proxy-part" data-settled="true">
      <div className="al-proxy-filters">
        <Switch
          id="proxy-only-different"
          label="Only differences"
          isChecked={!view.isWhole}
          onChange={(_, isOnly) => change({ isWhole: !isOnly })}
        />
        <span className="al-quiet" role="status">
          <Sides differences={data} />
        </span>
      </div>
      {data.leftOut > 0 && (
        <Warn>
          {count(data.leftOut, 'more difference')} beyond the first {data.changes.length} are left
          out.
        </Warn>
      )}
      {view.isWhole ? (
        <TablePart kind={kind} look={look} changes={changes} />
      ) : data.changes.length === 0 ? (
        <EmptyState titleText="No difference" headingLevel="h3" variant="sm">
          <EmptyStateBody>
            All {data.same.toLocaleString('en')} {kind.many} are the same on both sides.
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
  const different = changes.length + leftOut
  const sides =
    here.pod === there.pod
      ? `${here.pod} now and at ${formatInstant(there.takenAt, here.takenAt)}`
      : `${here.pod} (here) and ${there.pod} (there)`
  return `${sides}: ${different.toLocaleString('en')} differ, ${same.toLocaleString('en')} are the same`
}
