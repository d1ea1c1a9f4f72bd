import { Button, EmptyState, EmptyStateBody, EmptyStateFooter } from '@patternfly/react-core'
import { ExclamationCircleIcon } from '@patternfly/react-icons/dist/esm/icons/exclamation-circle-icon'
import { Component, type ReactNode } from 'react'
import { t } from '../i18n/t.ts'

interface Props {
  readonly title: string
  readonly children: ReactNode
}

/** A page that fails says so; the rest of the console stays. */
export class ErrorBoundary extends Component<Props, { readonly error: Error | null }> {
  override state: { readonly error: Error | null } = { error: null }

  static getDerivedStateFromError(error: unknown): { readonly error: Error } {
    return { error: error instanceof Error ? error : new Error(String(error)) }
  }

  override render(): ReactNode {
    const { error } = this.state
    if (error === null) return this.props.children
    return (
      <EmptyState
        titleText={t('{{title}} has failed', { title: this.props.title })}
        headingLevel="h1"
        icon={ExclamationCircleIcon}
        status="danger"
      >
        <EmptyStateBody>
          {t('This is a fault of the page, not of your mesh. What it says: {{message}}', {
            message: error.message,
          })}
        </EmptyStateBody>
        <EmptyStateFooter>
          <Button onClick={() => this.setState({ error: null })}>{t('Try again')}</Button>
        </EmptyStateFooter>
      </EmptyState>
    )
  }
}
