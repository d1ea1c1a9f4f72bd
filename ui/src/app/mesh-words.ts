import type { MeshComponent, ProxyVersion } from '#contract/status.ts'
import type { StateTone } from '../components/StateDot.tsx'
import { t } from '../i18n/t.ts'

export const roleWords = {
  controlPlane: t('control plane'),
  gateway: t('gateway'),
  waypoint: t('waypoint'),
  nodeProxy: t('node proxy'),
  nodeAgent: t('node agent'),
} as const satisfies Record<MeshComponent['role'], string>

interface SkewWord {
  readonly word: string
  readonly tone: StateTone
}

const skewWords = {
  none: { word: t('the control plane’s version'), tone: 'good' },
  patch: { word: t('another patch release than the control plane'), tone: 'quiet' },
  behind: { word: t('older than the control plane, still supported'), tone: 'warn' },
  tooOld: { word: t('too old for the control plane'), tone: 'bad' },
  ahead: { word: t('newer than the control plane, which is not supported'), tone: 'bad' },
} as const satisfies Record<NonNullable<ProxyVersion['skew']>, SkewWord>

/** How a version of proxies stands to the control plane. */
export function sayOfSkew(skew: ProxyVersion['skew']): SkewWord {
  return skew === null ? { word: t('cannot be compared'), tone: 'quiet' } : skewWords[skew]
}

/** Not wanted at all is no trouble; some of those wanted, or none, is. */
export function toneOfComponent({ ready, total }: MeshComponent): StateTone {
  if (ready >= total) return total === 0 ? 'quiet' : 'good'
  return ready === 0 ? 'bad' : 'warn'
}
