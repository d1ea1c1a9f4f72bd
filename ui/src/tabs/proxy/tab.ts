import type { TabDefinition } from '../tab.ts'

export const proxyTab: TabDefinition = {
  id: 'proxy',
  title: 'Proxy',
  kinds: ['app', 'workload'],
  load: () => import('./ProxyTab.tsx').then(({ ProxyTab }) => ProxyTab),
}
