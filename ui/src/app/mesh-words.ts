import type { MeshComponent, ProxyVersion } from '#contract/status.ts'
import type { StateTone } from '../components/StateDot.tsx'

export const roleWords = {
  controlPlane: 'control plane',
  gateway: 'gateway',
  nodeProxy: 'node proxy',
  nodeAgent: 'node agent',
} as const satisfies Record<MeshComponent['role'], string>

interface SkewWord {
  readonly word: string
  readonly tone: StateTone
}

const skewWords = {
  none: { word: 'the control plane’s version', tone: 'good' },
  patch: { word: 'another patch release than the control plane', tone: 'quiet' },
  behind: { word: 'older than the control plane, still supported', tone: 'warn' },
  tooOld: { word: 'too old for the control plane', tone: 'bad' },
  ahead: { word: 'newer than the control plane, which is not supported', tone: 'bad' },
} as const satisfies Record<NonNullable<ProxyVersion['skew']>, SkewWord>

/** How a version of proxies stands to the control plane. */
export function sayOfSkew(skew: ProxyVersion['skew']): SkewWord {
  return skew === null ? { word: 'cannot be compared', tone: 'quiet' } : skewWords[skew]
}

/** Not wanted at all is no trouble; some of those wanted, or none, is. */
export function toneOfComponent({ ready, total }: MeshComponent): StateTone {
  if (ready >= total) return total === 0 ? 'quiet' : 'good'
  return ready === 0 ? 'bad' : 'warn'
}
