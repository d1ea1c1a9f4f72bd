import { ClipboardCheckIcon } from '@patternfly/react-icons/dist/esm/icons/clipboard-check-icon'
import type { PageDefinition } from '../../app/page.ts'
import { t } from '../../i18n/t.ts'

export const configPage: PageDefinition = {
  id: 'config',
  path: 'config',
  title: t('Configuration'),
  icon: ClipboardCheckIcon,
  clusterParameters: ['namespaces', 'kinds', 'object', 'find', 'page', 'task'],
  titleOf: (_, search) => {
    const [, kind = '', , name = ''] = (search.get('object') ?? '').split('/')
    return name === '' ? null : `${kind} ${name}`
  },
  load: () => import('./ConfigPage.tsx').then(({ ConfigPage }) => ConfigPage),
}
