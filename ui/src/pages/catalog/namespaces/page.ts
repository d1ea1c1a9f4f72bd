import { FolderIcon } from '@patternfly/react-icons/dist/esm/icons/folder-icon'
import type { PageDefinition } from '../../../app/page.ts'
import { t } from '../../../i18n/t.ts'

export const namespacesPage: PageDefinition = {
  id: 'namespaces',
  path: 'namespaces',
  title: t('Namespaces'),
  icon: FolderIcon,
  clusterParameters: ['find', 'labels'],
  load: () => import('./NamespacesPage.tsx').then(({ NamespacesPage }) => NamespacesPage),
}
