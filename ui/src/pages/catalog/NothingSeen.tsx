import { EmptyState, EmptyStateBody } from '@patternfly/react-core'
import { BanIcon } from '@patternfly/react-icons/dist/esm/icons/ban-icon'
import { QuestionCircleIcon } from '@patternfly/react-icons/dist/esm/icons/question-circle-icon'
import type { ReactNode } from 'react'
import type { BackEnd } from '#contract/status.ts'
import { useNamespaces, useSession, useStatus } from '../../api/queries.ts'
import { t } from '../../i18n/t.ts'

/** Stands where there is nothing at all: what one may not see, and what nobody told, is not nothing. */
export function NothingSeen({ title }: { readonly title: string }): ReactNode {
  const session = useSession()
  const namespaces = useNamespaces()
  const isTold = useStatus().data?.backEnds.some(isReachedCluster) ?? true
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
    <EmptyState
      titleText={isTold ? title : t('Not known')}
      headingLevel="h2"
      variant="sm"
      {...(isTold ? {} : { icon: QuestionCircleIcon })}
    >
      <EmptyStateBody>
        {isTold
          ? t('There are none in the namespaces that you may see.')
          : t('No cluster is reached that could tell: there may be many.')}
      </EmptyStateBody>
    </EmptyState>
  )
}

const isReachedCluster = ({ kind, state }: BackEnd): boolean =>
  kind === 'cluster' && state === 'reached'
