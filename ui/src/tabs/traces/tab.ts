import { t } from '../../i18n/t.ts'
import type { TabDefinition } from '../tab.ts'

export const tracesTab: TabDefinition = {
  id: 'traces',
  title: t('Traces'),
  kinds: ['app', 'service', 'workload'],
  load: () => import('./Explorer.tsx').then(({ TracesTab }) => TracesTab),
}
