import { Button, EmptyState, EmptyStateBody, EmptyStateFooter } from '@patternfly/react-core'
import { SearchIcon } from '@patternfly/react-icons/dist/esm/icons/search-icon'
import type { ReactNode } from 'react'
import { t } from '../i18n/t.ts'

export interface NothingFitsProps {
  /** How many there are of which none is as asked for. */
  readonly children: ReactNode
  /** Asks for all of them again. */
  readonly onAll: () => void
  readonly headingLevel?: 'h2' | 'h3'
}

/** Stands where rows would when the filters leave none. */
export function NothingFits({ children, onAll, headingLevel = 'h2' }: NothingFitsProps): ReactNode {
  return (
    <EmptyState
      titleText={t('Nothing fits')}
      headingLevel={headingLevel}
      icon={SearchIcon}
      variant="sm"
    >
      <EmptyStateBody>{children}</EmptyStateBody>
      <EmptyStateFooter>
        <Button variant="secondary" size="sm" onClick={onAll}>
          {t('Show all')}
        </Button>
      </EmptyStateFooter>
    </EmptyState>
  )
}
