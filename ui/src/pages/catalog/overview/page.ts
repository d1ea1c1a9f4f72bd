import { TachometerAltIcon } from '@patternfly/react-icons/dist/esm/icons/tachometer-alt-icon'
import type { PageDefinition } from '../../../app/page.ts'
import { t } from '../../../i18n/t.ts'

export const overviewPage: PageDefinition = {
  id: 'overview',
  path: 'overview',
  title: t('Overview'),
  icon: TachometerAltIcon,
  clusterParameters: [],
  load: () => import('./OverviewPage.tsx').then(({ OverviewPage }) => OverviewPage),
}
