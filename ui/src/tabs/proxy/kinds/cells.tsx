import type { ReactNode } from 'react'
import { Link } from 'react-router'
import type { EndpointRow, Origin } from '#contract/proxy-rows.ts'
import { StateDot, type StateTone } from '../../../components/StateDot.tsx'
import { formatAge, formatMoment } from '../../../lib/age.ts'
import { formatWhole } from '../../../lib/decimal.ts'
import { t } from '../../../i18n/t.ts'
import { Origins } from '../parts/Origins.tsx'
import type { CellContext, Column } from '../table/column.ts'
import { toPart, type Filters } from '../url.ts'

interface Made {
  readonly origins: readonly Origin[]
}
interface Told {
  readonly isStatic: boolean
  readonly isWarming: boolean
  readonly updatedAt: number | null
}

const originText = ({ object: { kind, namespace, name }, part }: Origin): string =>
  `${kind} ${namespace}/${name}${part === null ? '' : ` ${part}`}`

/** By which objects of the cluster a row was made. */
export const madeBy: Column<Made> = {
  ...{ name: 'origins', word: t('Made by'), width: '15rem', isUnsorted: true },
  help: t('The Services and objects of the configuration that this was made of'),
  textOf: ({ origins }) => origins.map(originText).join('; '),
  show: ({ origins }) => <Origins origins={origins} most={2} />,
}

/** When it came to the proxy, or that it was there from the first. */
export const updated: Column<Told> = {
  ...{ name: 'updatedAt', word: t('Updated'), width: '7rem' },
  help: t('When the control plane sent it last'),
  textOf: (row) => stateOf(row) ?? (row.updatedAt === null ? '' : formatMoment(row.updatedAt)),
  show: (row, { at }) => {
    const state = stateOf(row)
    if (state !== null) return <span className={row.isWarming ? 'al-warn' : ''}>{state}</span>
    if (row.updatedAt === null) return <span className="al-quiet">–</span>
    return (
      <span title={formatMoment(row.updatedAt)}>
        {t('{{age}} ago', { age: formatAge(at - row.updatedAt) })}
      </span>
    )
  },
}

function stateOf({ isStatic, isWarming }: Told): string | null {
  if (isWarming) return t('Not in use yet')
  return isStatic ? t('Built in') : null
}

export interface PartLinkProps {
  readonly part: string
  readonly filters: Filters
  readonly context: CellContext
  readonly children: ReactNode
}

/** Leads to another table, filtered to what belongs to this row and nothing else. */
export function PartLink({ part, filters, context, children }: PartLinkProps): ReactNode {
  return <Link to={context.linkTo(toPart(part, filters))}>{children}</Link>
}

type EndpointHealth = EndpointRow['health']

const healthTones = {
  ...({ healthy: 'good', degraded: 'warn', draining: 'warn' } as const),
  ...({ unhealthy: 'bad', unknown: 'quiet' } as const),
} satisfies Record<EndpointHealth, StateTone>

const healthWords = {
  healthy: t('Healthy'),
  degraded: t('Degraded'),
  draining: t('Draining'),
  unhealthy: t('Unhealthy'),
  unknown: t('Not known'),
} as const satisfies Record<EndpointHealth, string>

export const directionWords = {
  inbound: t('Inbound'),
  outbound: t('Outbound'),
} as const

export function HealthWord({
  health,
  why,
}: {
  health: EndpointHealth
  why: string | null
}): ReactNode {
  return (
    <span className="al-proxy-origin">
      <StateDot tone={healthTones[health]} /> {healthWords[health]}
      {why !== null && <span className="al-quiet">{why}</span>}
    </span>
  )
}

export const numberText = (value: number | null): string => (value === null ? '' : String(value))
export const countText = (value: number | null): string =>
  value === null ? '–' : formatWhole(value)
