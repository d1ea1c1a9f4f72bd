import { EmptyState, EmptyStateBody } from '@patternfly/react-core'
import { BanIcon } from '@patternfly/react-icons/dist/esm/icons/ban-icon'
import type { ReactNode } from 'react'
import { useNamespaces, useSession } from '../../api/queries.ts'
import { t } from '../../i18n/t.ts'

/** Stands where there is nothing at all: nothing that one may see is not nothing. */
export function NothingSeen({ title }: { readonly title: string }): ReactNode {
  const session = useSession()
  const namespaces = useNamespaces()
  const seesNone =
    session.data?.seesAllNamespaces === false && namespaces.data?.namespaces.length === 0
  if (seesNone)
    return (
      <EmptyState
        titleText={t('You may see no namespace')}
        headingLevel="h2"
        icon={BanIcon}
        variant="sm"
      >
        <EmptyStateBody>
          {t(
            'Whether anything runs, and how it fares, is not told. To see a namespace takes the right to list its pods.',
          )}
        </EmptyStateBody>
      </EmptyState>
    )
  return (
    <EmptyState titleText={title} headingLevel="h2" variant="sm">
      <EmptyStateBody>
        {t('There are none in the namespaces that you may see, or the cluster did not tell.')}
      </EmptyStateBody>
    </EmptyState>
  )
}
