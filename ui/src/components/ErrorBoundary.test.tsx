import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import type { ReactNode } from 'react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { ErrorBoundary } from './ErrorBoundary.tsx'

// React reports what a boundary catches; here that is the point.
beforeEach(() => void vi.spyOn(console, 'error').mockReturnValue(undefined))
afterEach(() => void vi.restoreAllMocks())

it('lets go of a failure where somebody goes elsewhere, and offers the way back', () => {
  function Page({ at }: { at: string }): ReactNode {
    if (at === '/broken') throw new Error('no such edge')
    return <p>all well at {at}</p>
  }
  const page = (at: string): ReactNode => (
    <ErrorBoundary title="Graph" at={at} isPart wayBack={<a href="/">Back</a>}>
      <Page at={at} />
    </ErrorBoundary>
  )
  const { rerender } = render(page('/broken'))
  expect(screen.getByRole('heading', { level: 2, name: /Graph has failed/ })).toBeInTheDocument()
  expect(screen.getByRole('link', { name: 'Back' })).toBeInTheDocument()
  rerender(page('/other'))
  expect(screen.getByText('all well at /other')).toBeInTheDocument()
})

it('keeps the failure of a page to the page, and tries again', async () => {
  let isBroken = true
  function Page(): ReactNode {
    if (isBroken) throw new Error('no such edge')
    return <p>all well</p>
  }
  render(
    <ErrorBoundary title="Graph">
      <Page />
    </ErrorBoundary>,
  )
  expect(screen.getByRole('heading', { name: /Graph has failed/ })).toBeInTheDocument()
  expect(screen.getByText(/no such edge/)).toBeInTheDocument()
  isBroken = false
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }))
  expect(screen.getByText('all well')).toBeInTheDocument()
})
