import { t } from '../../i18n/t.ts'
import type { TabDefinition } from '../tab.ts'

export const logsTab: TabDefinition = {
  id: 'logs',
  title: t('Logs'),
  kinds: ['app', 'service', 'workload'],
  load: () => import('./LogsTab.tsx').then(({ LogsTab }) => LogsTab),
}
