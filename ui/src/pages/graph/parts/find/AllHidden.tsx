import { Button, EmptyState, EmptyStateBody, EmptyStateFooter } from '@patternfly/react-core'
import { EyeSlashIcon } from '@patternfly/react-icons/dist/esm/icons/eye-slash-icon'
import type { ReactNode } from 'react'
import { count } from '../../../../lib/plural.ts'
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
      <EmptyState titleText="All of it is hidden" icon={EyeSlashIcon} variant="sm">
        <EmptyStateBody>
          {view.hide === null ? (
            'No edge is unhealthy, and no node is idle.'
          ) : (
            <>
              <code>{view.hide}</code> hides {count(hiddenNodes, 'node')}, and leaves none.
            </>
          )}
        </EmptyStateBody>
        <EmptyStateFooter>
          <Button
            variant="secondary"
            size="sm"
            onClick={() => onChange({ hide: null, edges: 'all' })}
          >
            Show what is hidden
          </Button>
        </EmptyStateFooter>
      </EmptyState>
    </div>
  )
}
