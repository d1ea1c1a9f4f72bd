import type { ProxyRole, SyncState } from '#contract/proxy.ts'
import type { StateTone } from '../../components/StateDot.tsx'
import { locale } from '../../i18n/t.ts'
import { formatAge } from '../../lib/age.ts'

export const roleWords = {
  sidecar: 'Sidecar',
  gateway: 'Gateway',
  waypoint: 'Waypoint',
  node: 'Proxy of the node',
} as const satisfies Record<ProxyRole, string>

export const syncLooks = {
  synced: { tone: 'good', word: 'Synced' },
  stale: { tone: 'warn', word: 'Not taken over' },
  notSent: { tone: 'quiet', word: 'Nothing sent' },
  unknown: { tone: 'quiet', word: 'Not known' },
} as const satisfies Record<SyncState, { tone: StateTone; word: string }>

const dayMs = 86_400_000

/** How long a certificate is still good, or since when it is not. */
export function lifeText(validTo: number, at: number): string {
  const left = validTo - at
  if (left <= 0) return `expired ${formatAge(-left)} ago`
  return left >= 2 * dayMs
    ? `${Math.floor(left / dayMs).toLocaleString('en')} days`
    : formatAge(left)
}

const kilo = 1000

/** 1234567 → `1.2 MB`. */
export function sizeText(bytes: number): string {
  if (bytes < kilo) return `${bytes} B`
  if (bytes < kilo * kilo) return `${Math.round(bytes / kilo)} kB`
  return `${(bytes / kilo / kilo).toFixed(1)} MB`
}

/** An instant with its year: certificates last long. */
export const dateText = (at: number): string => date.format(at)
const date = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' })
