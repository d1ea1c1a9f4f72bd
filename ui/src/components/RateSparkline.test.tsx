import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { formatMoment } from '../lib/age.ts'
import { formatRps } from '../lib/rate.ts'
import { RateSparkline } from './RateSparkline.tsx'

const times = [1_700_000_000_000, 1_700_000_010_000, 1_700_000_020_000]

function renderSpark(values: readonly (number | null)[]): void {
  render(
    <RateSparkline
      label="HTTP requests"
      times={times}
      format={formatRps}
      lines={[
        { values, tone: 'plain', word: 'requests' },
        { values: [0, 1, 2], tone: 'bad', word: 'errors' },
      ]}
    />,
  )
}

describe('RateSparkline', () => {
  it('tells the least, the most and the last value in words', () => {
    renderSpark([4, 1, 3])
    expect(screen.getByText('least 1 rps · most 4 rps')).toBeVisible()
    expect(screen.getByText('3 rps, 2 rps errors')).toBeVisible()
  })

  it('is read point by point with the arrow keys', async () => {
    renderSpark([4, 1, 3])
    const plot = screen.getByRole('slider', { name: 'HTTP requests over time' })
    await userEvent.tab()
    expect(plot).toHaveFocus()
    await userEvent.keyboard('{ArrowLeft}')
    const told = `1 rps, 1 rps errors at ${formatMoment(times[1] ?? 0)}`
    expect(plot).toHaveAttribute('aria-valuetext', told)
    expect(screen.getByText(told)).toBeVisible()
    await userEvent.keyboard('{Home}')
    expect(plot).toHaveAttribute('aria-valuenow', '0')
    await userEvent.keyboard('{ArrowLeft}')
    expect(plot).toHaveAttribute('aria-valuenow', '0')
  })

  it('calls a gap not known, never zero', () => {
    renderSpark([4, 2, null])
    expect(screen.getByText('not known, 2 rps errors')).toBeVisible()
    expect(screen.getByText('least 2 rps · most 4 rps')).toBeVisible()
  })
})
