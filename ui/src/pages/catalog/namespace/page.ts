import { FolderIcon } from '@patternfly/react-icons/dist/esm/icons/folder-icon'
import type { PageDefinition } from '../../../app/page.ts'
import { t } from '../../../i18n/t.ts'

/** The page about one namespace. */
export const namespacePage: PageDefinition = {
  id: 'namespace',
  path: 'namespaces/:namespace',
  title: t('Namespace'),
  icon: FolderIcon,
  clusterParameters: [],
  pathElsewhere: 'namespaces',
  isHidden: true,
  titleOf: ({ namespace }) => namespace ?? '',
  load: () => import('./NamespacePage.tsx').then(({ NamespacePage }) => NamespacePage),
}
