import {
  Button,
  EmptyState,
  EmptyStateActions,
  EmptyStateBody,
  EmptyStateFooter,
} from '@patternfly/react-core'
import { ExclamationCircleIcon } from '@patternfly/react-icons/dist/esm/icons/exclamation-circle-icon'
import type { ReactNode } from 'react'
import type { ApiError } from '../api/client.ts'
import { useContexts } from '../api/queries.ts'
import { t } from '../i18n/t.ts'
import { useChooseContext } from './use-choose-context.ts'

/** Stands in place of every page while the context itself is what is wrong. */
export function ContextTrouble({ error }: { error: ApiError }): ReactNode {
  const { data: contexts = [] } = useContexts()
  const choose = useChooseContext()
  const first = contexts.find(({ isDefault }) => isDefault)
  return (
    <div className="al-trouble">
      <EmptyState
        titleText={t('This context cannot be looked at')}
        headingLevel="h1"
        icon={ExclamationCircleIcon}
        status="warning"
        variant="sm"
      >
        <EmptyStateBody>
          <p>{error.message}</p>
          {error.code !== 'badRequest' && <p>{t('This page keeps trying.')}</p>}
        </EmptyStateBody>
        {first !== undefined && (
          <EmptyStateFooter>
            <EmptyStateActions>
              <Button variant="secondary" size="sm" onClick={() => choose(first.name)}>
                {t('Back to {{name}}', { name: first.name })}
              </Button>
            </EmptyStateActions>
          </EmptyStateFooter>
        )}
      </EmptyState>
    </div>
  )
}
