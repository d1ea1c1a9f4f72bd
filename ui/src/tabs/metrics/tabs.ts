import { writeWindow } from '#contract/graph-ask.ts'
import { t } from '../../i18n/t.ts'
import type { Stretch, TabDefinition } from '../tab.ts'

const usualSeconds = 600

/** Curves of less than what is usual would be but a few points, unless somebody asks for them. */
function timeParameters({ windowSeconds, at }: Stretch): Readonly<Record<string, string>> {
  const seconds = Math.max(windowSeconds, usualSeconds)
  return {
    ...(seconds === usualSeconds ? {} : { window: writeWindow(seconds) }),
    ...(at === null ? {} : { at: String(at) }),
  }
}

const ofPage = { timeParameters, showsPageTime: true } as const

export const inboundTab: TabDefinition = {
  id: 'inbound',
  title: t('Inbound metrics'),
  kinds: ['app', 'service', 'workload'],
  ...ofPage,
  load: () => import('./MetricsTab.tsx').then(({ InboundMetrics }) => InboundMetrics),
}

export const runtimeTab: TabDefinition = {
  id: 'runtime',
  title: t('Runtime'),
  kinds: ['app', 'service', 'workload'],
  ...ofPage,
  load: () => import('./RuntimeTab.tsx').then(({ RuntimeMetrics }) => RuntimeMetrics),
}

/** A service calls nobody: what its workloads call is theirs. */
export const outboundTab: TabDefinition = {
  id: 'outbound',
  title: t('Outbound metrics'),
  kinds: ['app', 'workload'],
  ...ofPage,
  load: () => import('./MetricsTab.tsx').then(({ OutboundMetrics }) => OutboundMetrics),
}
