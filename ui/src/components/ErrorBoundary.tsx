import { Button, EmptyState, EmptyStateBody, EmptyStateFooter } from '@patternfly/react-core'
import { ExclamationCircleIcon } from '@patternfly/react-icons/dist/esm/icons/exclamation-circle-icon'
import { Component, type ReactNode } from 'react'
import { t } from '../i18n/t.ts'

interface Props {
  readonly title: string
  /** Where it stands: whoever goes elsewhere meets the failure no more. */
  readonly at?: string
  /** A part of a page: its failure takes less room. */
  readonly isPart?: true
  /** Another way on than to try again. */
  readonly wayBack?: ReactNode
  readonly children: ReactNode
}

/** A page or a part of one that fails says so; the rest of the console stays. */
export class ErrorBoundary extends Component<Props, { readonly error: Error | null }> {
  override state: { readonly error: Error | null } = { error: null }

  static getDerivedStateFromError(error: unknown): { readonly error: Error } {
    return { error: error instanceof Error ? error : new Error(String(error)) }
  }

  override componentDidUpdate({ at }: Props): void {
    if (this.state.error !== null && at !== this.props.at) this.setState({ error: null })
  }

  override render(): ReactNode {
    const { error } = this.state
    const { title, isPart, wayBack, children } = this.props
    if (error === null) return children
    return (
      <EmptyState
        titleText={t('{{title}} has failed', { title })}
        headingLevel={isPart ? 'h2' : 'h1'}
        variant={isPart ? 'sm' : 'full'}
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
          {wayBack}
        </EmptyStateFooter>
      </EmptyState>
    )
  }
}
