import { CubesIcon } from '@patternfly/react-icons/dist/esm/icons/cubes-icon'
import { ApplicationsIcon } from '@patternfly/react-icons/dist/esm/icons/applications-icon'
import { ServiceIcon } from '@patternfly/react-icons/dist/esm/icons/service-icon'
import type { PageDefinition } from '../../../app/page.ts'
import { folderTitles } from '../../../components/subject-words.ts'

const clusterParameters = ['namespaces', 'find', 'labels']

export const appsPage: PageDefinition = {
  ...{
    id: 'apps',
    path: 'apps',
    title: folderTitles.apps,
    icon: ApplicationsIcon,
    clusterParameters,
  },
  load: () => import('./ListPage.tsx').then(({ AppsPage }) => AppsPage),
}

export const servicesPage: PageDefinition = {
  ...{
    id: 'services',
    path: 'services',
    title: folderTitles.services,
    icon: ServiceIcon,
    clusterParameters,
  },
  load: () => import('./ListPage.tsx').then(({ ServicesPage }) => ServicesPage),
}

export const workloadsPage: PageDefinition = {
  ...{
    id: 'workloads',
    path: 'workloads',
    title: folderTitles.workloads,
    icon: CubesIcon,
    clusterParameters,
  },
  load: () => import('./ListPage.tsx').then(({ WorkloadsPage }) => WorkloadsPage),
}
