import type { ProxyRole, SyncState } from '#contract/proxy.ts'
import type { StateTone } from '../../components/StateDot.tsx'
import { locale, t } from '../../i18n/t.ts'
import { formatAge } from '../../lib/age.ts'
import { formatDecimal } from '../../lib/decimal.ts'

export const roleWords = {
  sidecar: t('Sidecar'),
  gateway: t('Gateway'),
  waypoint: t('Waypoint'),
  node: t('Proxy of the node'),
} as const satisfies Record<ProxyRole, string>

export const syncLooks = {
  synced: { tone: 'good', word: t('Synced') },
  stale: { tone: 'warn', word: t('Not taken over') },
  notSent: { tone: 'quiet', word: t('Nothing sent') },
  unknown: { tone: 'quiet', word: t('Not known') },
} as const satisfies Record<SyncState, { tone: StateTone; word: string }>

const dayMs = 86_400_000

/** How long a certificate is still good, or since when it is not. */
export function lifeText(validTo: number, at: number): string {
  const left = validTo - at
  if (left <= 0) return t('expired {{age}} ago', { age: formatAge(-left) })
  return left >= 2 * dayMs
    ? t('{{count}} days', { count: Math.floor(left / dayMs) })
    : formatAge(left)
}

const kilo = 1000

/** 1234567 → `1.2 MB`. */
export function sizeText(bytes: number): string {
  if (bytes < kilo) return `${bytes} B`
  if (bytes < kilo * kilo) return `${Math.round(bytes / kilo)} kB`
  return `${formatDecimal(bytes / kilo / kilo, 1)} MB`
}

/** An instant with its year: certificates last long. */
export const dateText = (at: number): string => date.format(at)
const date = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' })
