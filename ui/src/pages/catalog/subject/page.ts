import { CubesIcon } from '@patternfly/react-icons/dist/esm/icons/cubes-icon'
import type { PageDefinition } from '../../../app/page.ts'
import { t } from '../../../i18n/t.ts'

/** The page about one app, service or workload. */
export const subjectPage: PageDefinition = {
  id: 'subject',
  path: 'namespaces/:namespace/:folder/:name',
  title: t('Details'),
  icon: CubesIcon,
  clusterParameters: ['tab'],
  pathElsewhere: 'workloads',
  isHidden: true,
  titleOf: ({ name, namespace }) => `${name ?? ''} · ${namespace ?? ''}`,
  load: () => import('./SubjectPage.tsx').then(({ SubjectPage }) => SubjectPage),
}
