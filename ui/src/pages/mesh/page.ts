import { ClusterIcon } from '@patternfly/react-icons/dist/esm/icons/cluster-icon'
import type { PageDefinition } from '../../app/page.ts'
import { t } from '../../i18n/t.ts'

export const meshPage: PageDefinition = {
  id: 'mesh',
  path: 'mesh',
  title: t('Mesh'),
  icon: ClusterIcon,
  clusterParameters: ['part', 'find'],
  load: () => import('./MeshPage.tsx').then(({ MeshPage }) => MeshPage),
}
