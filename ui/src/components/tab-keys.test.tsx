import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, it } from 'vitest'
import { PanelTabs } from './PanelTabs.tsx'

it('goes from tab to tab by arrows, and opens the one with the focus by Enter', async () => {
  const tabs = ['One', 'Two', 'Three'].map((title) => ({
    ...{ name: title, title, body: <p>Body of {title}</p> },
  }))
  render(<PanelTabs label="Parts" tabs={tabs} />)
  const tab = (name: string): HTMLElement => screen.getByRole('tab', { name })
  tab('One').focus()
  await userEvent.keyboard('{ArrowRight}')
  expect(tab('Two')).toHaveFocus()
  expect(screen.getByText('Body of One')).toBeInTheDocument()
  await userEvent.keyboard('{Enter}')
  expect(screen.getByText('Body of Two')).toBeInTheDocument()
  await userEvent.keyboard('{End}')
  expect(tab('Three')).toHaveFocus()
  await userEvent.keyboard('{ArrowRight}')
  expect(tab('One')).toHaveFocus()
  await userEvent.keyboard('{ArrowLeft}{Home}')
  expect(tab('One')).toHaveFocus()
})
