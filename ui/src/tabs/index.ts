import { logsTab } from './logs/tab.ts'
import { inboundTab, outboundTab, runtimeTab, trafficTab } from './metrics/tabs.ts'
import { proxyTab } from './proxy/tab.ts'
import type { TabDefinition } from './tab.ts'
import { tracesTab } from './traces/tab.ts'

/** In the order in which they stand on a page, after its overview. */
export const tabs: readonly TabDefinition[] = [
  trafficTab,
  inboundTab,
  outboundTab,
  runtimeTab,
  logsTab,
  tracesTab,
  proxyTab,
]
