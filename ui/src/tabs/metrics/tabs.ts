import { chartTime } from '../../components/time-parameters.ts'
import { t } from '../../i18n/t.ts'
import type { TabDefinition } from '../tab.ts'

const ofPage = { timeParameters: chartTime, showsPageTime: true } as const

export const trafficTab: TabDefinition = {
  id: 'traffic',
  title: t('Traffic'),
  kinds: ['app', 'service', 'workload'],
  ...ofPage,
  load: () => import('./TrafficTab.tsx').then(({ TrafficTab }) => TrafficTab),
}

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
