import { useMemo, type ReactNode } from 'react'
import type { ControlPlaneDetails, ControlPlanePart } from '#contract/mesh.ts'
import { useControlPlane } from '../../../api/mesh-queries.ts'
import { t } from '../../../i18n/t.ts'
import { formatBytes } from '../../../lib/bytes.ts'
import { formatAmount } from '../../../lib/rate.ts'
import type { ChartLevel } from '../../../tabs/metrics/over-curves.ts'
import { PartCharts } from './PartCharts.tsx'

/** The charts of a control plane, with lines for what its container may take. */
export function LimitedCharts({ part }: { readonly part: ControlPlanePart }): ReactNode {
  const { namespace, name } = part
  const { data } = useControlPlane({ namespace: namespace ?? '', name })
  const limits = data?.limits ?? null
  const levels = useMemo(() => levelsOf(limits), [limits])
  const trouble = data?.missing.find(({ what }) => what === 'limits')
  return (
    <>
      {levels.length > 0 && (
        <p className="al-mesh-section al-quiet">
          {t('Its container may take: {{levels}}.', {
            levels: levels.map(({ words }) => words).join(', '),
          })}
        </p>
      )}
      {data !== undefined && levels.length === 0 && (
        <p className="al-mesh-section al-quiet">
          {trouble?.message ?? t('Its container has no limits for CPU and memory.')}
        </p>
      )}
      <PartCharts part={part} levels={levels} />
    </>
  )
}

/** Cores are drawn as a ratio: 1 is one core. */
function levelsOf(limits: ControlPlaneDetails['limits']): readonly ChartLevel[] {
  const { cpuCores = null, memoryBytes = null } = limits ?? {}
  return [
    ...(cpuCores === null
      ? []
      : [
          {
            ...{ unit: 'ratio' as const, value: cpuCores },
            words: t('{{cores}} CPU', { cores: formatAmount(cpuCores) }),
          },
        ]),
    ...(memoryBytes === null
      ? []
      : [
          {
            ...{ unit: 'bytes' as const, value: memoryBytes },
            words: t('{{bytes}} of memory', { bytes: formatBytes(memoryBytes) }),
          },
        ]),
  ]
}
