import { fireEvent, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, it, vi } from 'vitest'
import { FromTo } from './FromTo.tsx'

it('takes a stretch of time by its two ends, and none that ends before it begins', async () => {
  const applied = vi.fn()
  const at = (text: string): number => new Date(text).getTime()
  render(
    <FromTo
      fromAt={at('2026-11-21T11:00:00')}
      toAt={at('2026-11-21T12:00:00')}
      onApply={applied}
    />,
  )
  await userEvent.click(screen.getByRole('button', { name: 'From … to …' }))
  const dialog = within(await screen.findByRole('dialog', { name: 'Times' }))
  const [from, to] = [dialog.getByLabelText('From'), dialog.getByLabelText('To')]
  expect(from).toHaveDisplayValue(/^2026-11-21T11:00/)
  fireEvent.change(to, { target: { value: '2026-11-21T10:30:00' } })
  expect(dialog.getByText('It must begin before it ends.')).toBeInTheDocument()
  expect(dialog.getByRole('button', { name: 'Apply' })).toBeDisabled()
  fireEvent.change(from, { target: { value: '2026-11-21T10:00:00' } })
  await userEvent.click(dialog.getByRole('button', { name: 'Apply' }))
  expect(applied).toHaveBeenCalledWith({
    fromAt: at('2026-11-21T10:00:00'),
    toAt: at('2026-11-21T10:30:00'),
  })
})
