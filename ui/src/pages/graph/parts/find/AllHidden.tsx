import { Button, EmptyState, EmptyStateBody, EmptyStateFooter } from '@patternfly/react-core'
import { EyeSlashIcon } from '@patternfly/react-icons/dist/esm/icons/eye-slash-icon'
import type { ReactNode } from 'react'
import { Trans } from '../../../../i18n/Trans.tsx'
import { t } from '../../../../i18n/t.ts'
import type { GraphView } from '../../url.ts'

export interface AllHiddenProps {
  readonly hiddenNodes: number
  readonly view: GraphView
  readonly onChange: (patch: Partial<GraphView>) => void
}

/** Stands where the picture would when nothing of it is left. */
export function AllHidden({ hiddenNodes, view, onChange }: AllHiddenProps): ReactNode {
  return (
    <div className="al-blank al-all-hidden">
      <EmptyState titleText={t('All of it is hidden')} icon={EyeSlashIcon} variant="sm">
        <EmptyStateBody>
          {view.hide === null ? (
            t('No edge is unhealthy, and no node is idle.')
          ) : (
            <Trans
              text="<code>{{expression}}</code> hides {{count}} nodes, and leaves none."
              tags={{ code: <code /> }}
              values={{ expression: view.hide, count: hiddenNodes }}
            />
          )}
        </EmptyStateBody>
        <EmptyStateFooter>
          <Button
            variant="secondary"
            size="sm"
            onClick={() => onChange({ hide: null, edges: 'all' })}
          >
            {t('Show what is hidden')}
          </Button>
        </EmptyStateFooter>
      </EmptyState>
    </div>
  )
}
