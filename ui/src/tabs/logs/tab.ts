import { t } from '../../i18n/t.ts'
import type { TabDefinition } from '../tab.ts'

export const logsTab: TabDefinition = {
  id: 'logs',
  title: t('Logs'),
  kinds: ['app', 'service', 'workload'],
  timeParameters: ({ windowSeconds, at }) =>
    at === null
      ? {}
      : {
          'logs-range': 'custom',
          'logs-from': String(at - windowSeconds * 1000),
          'logs-to': String(at),
        },
  load: () => import('./LogsTab.tsx').then(({ LogsTab }) => LogsTab),
}
