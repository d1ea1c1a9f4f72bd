import { logTime } from '../../components/time-parameters.ts'
import { t } from '../../i18n/t.ts'
import type { TabDefinition } from '../tab.ts'

export const logsTab: TabDefinition = {
  id: 'logs',
  title: t('Logs'),
  kinds: ['app', 'service', 'workload'],
  timeParameters: logTime,
  load: () => import('./LogsTab.tsx').then(({ LogsTab }) => LogsTab),
}
