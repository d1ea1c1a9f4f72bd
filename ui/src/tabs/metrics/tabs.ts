import type { TabDefinition } from '../tab.ts'

export const inboundTab: TabDefinition = {
  id: 'inbound',
  title: 'Inbound metrics',
  kinds: ['app', 'service', 'workload'],
  load: () => import('./MetricsTab.tsx').then(({ InboundMetrics }) => InboundMetrics),
}

export const runtimeTab: TabDefinition = {
  id: 'runtime',
  title: 'Runtime',
  kinds: ['app', 'service', 'workload'],
  load: () => import('./RuntimeTab.tsx').then(({ RuntimeMetrics }) => RuntimeMetrics),
}

/** A service calls nobody: what its workloads call is theirs. */
export const outboundTab: TabDefinition = {
  id: 'outbound',
  title: 'Outbound metrics',
  kinds: ['app', 'workload'],
  load: () => import('./MetricsTab.tsx').then(({ OutboundMetrics }) => OutboundMetrics),
}
