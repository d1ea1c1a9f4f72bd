import type { TabDefinition } from '../tab.ts'

export const tracesTab: TabDefinition = {
  id: 'traces',
  title: 'Traces',
  kinds: ['app', 'service', 'workload'],
  load: () => import('./Explorer.tsx').then(({ TracesTab }) => TracesTab),
}
