import { TopologyIcon } from '@patternfly/react-icons/dist/esm/icons/topology-icon'
import type { PageDefinition } from '../../app/page.ts'
import { t } from '../../i18n/t.ts'

const namesInTitle = 3

export const graphPage: PageDefinition = {
  id: 'graph',
  path: 'graph',
  title: t('Graph'),
  icon: TopologyIcon,
  clusterParameters: [
    ...['namespaces', 'clusters', 'open', 'focus', 'depth', 'select', 'find'],
    ...['trace', 'step'],
  ],
  titleOf: (_, search) => {
    const names = (search.get('namespaces') ?? '').split(',').filter((name) => name !== '')
    if (names.length === 0) return null
    const rest = names.length > namesInTitle ? ' …' : ''
    return `${t('Graph')} · ${names.slice(0, namesInTitle).join(', ')}${rest}`
  },
  load: () => import('./GraphPage.tsx').then(({ GraphPage }) => GraphPage),
}
