import { RouteIcon } from '@patternfly/react-icons/dist/esm/icons/route-icon'
import type { PageDefinition } from '../../app/page.ts'
import { t } from '../../i18n/t.ts'
import { clusterParameters } from '../../tabs/traces/url.ts'

export const tracesPage: PageDefinition = {
  id: 'traces',
  path: 'traces',
  title: t('Traces'),
  icon: RouteIcon,
  clusterParameters,
  titleOf: (_, search) => {
    const id = search.get('traces-trace')
    return id === null ? null : t('Trace {{id}}', { id: id.slice(0, 12) })
  },
  load: () => import('./TracesPage.tsx').then(({ TracesPage }) => TracesPage),
}
