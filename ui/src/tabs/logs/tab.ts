import type { TabDefinition } from '../tab.ts'

export const logsTab: TabDefinition = {
  id: 'logs',
  title: 'Logs',
  kinds: ['app', 'service', 'workload'],
  load: () => import('./LogsTab.tsx').then(({ LogsTab }) => LogsTab),
}
