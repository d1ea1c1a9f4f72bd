import { t } from '../../i18n/t.ts'
import type { TabDefinition } from '../tab.ts'

export const proxyTab: TabDefinition = {
  id: 'proxy',
  title: t('Proxy'),
  kinds: ['app', 'service', 'workload'],
  load: () => import('./ProxyTab.tsx').then(({ ProxyTab }) => ProxyTab),
}
