import { TopologyIcon } from '@patternfly/react-icons/dist/esm/icons/topology-icon'
import type { PageDefinition } from '../../app/page.ts'
import { t } from '../../i18n/t.ts'

export const graphPage: PageDefinition = {
  id: 'graph',
  path: 'graph',
  title: t('Graph'),
  icon: TopologyIcon,
  clusterParameters: [
    ...['namespaces', 'clusters', 'open', 'focus', 'depth', 'select', 'find'],
    ...['trace', 'step'],
  ],
  load: () => import('./GraphPage.tsx').then(({ GraphPage }) => GraphPage),
}
