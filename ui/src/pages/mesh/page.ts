import { ClusterIcon } from '@patternfly/react-icons/dist/esm/icons/cluster-icon'
import type { PageDefinition } from '../../app/page.ts'

export const meshPage: PageDefinition = {
  id: 'mesh',
  path: 'mesh',
  title: 'Mesh',
  icon: ClusterIcon,
  clusterParameters: ['part', 'find'],
  load: () => import('./MeshPage.tsx').then(({ MeshPage }) => MeshPage),
}
