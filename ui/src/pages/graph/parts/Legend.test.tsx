import { render, screen, within } from '@testing-library/react'
import { expect, it, vi } from 'vitest'
import { Legend } from './Legend.tsx'

it('explains every shape, role, health, line, lock, badge, mark and dot', () => {
  render(<Legend onClose={vi.fn()} />)
  const titles = screen.getAllByRole('heading', { level: 3 }).map(({ textContent }) => textContent)
  const counts = screen
    .getAllByRole('list')
    .map((list) => within(list).getAllByRole('listitem').length)
  expect(
    Object.fromEntries(titles.map((title, at) => [title.split(/[,:]/)[0], counts[at]])),
  ).toMatchObject({
    Shapes: 8,
    Roles: 4,
    Health: 5,
    Lines: 7,
    Locks: 3,
    Badges: 11,
    'While you look': 6,
    'Moving dots': 2,
  })
})
