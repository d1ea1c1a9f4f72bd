import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, it } from 'vitest'
import { walkRows } from './walk-rows.ts'

it('goes from row to row within a column, past rows with nothing in it', async () => {
  render(
    <table onKeyDown={walkRows}>
      <thead>
        <tr>
          <th>
            <button type="button">Name</button>
          </th>
        </tr>
      </thead>
      <tbody>
        <tr>
          <td>
            <a href="/cart">cart</a>
          </td>
          <td>
            <button type="button">labels of cart</button>
          </td>
        </tr>
        <tr aria-hidden="true" />
        <tr>
          <td>
            <a href="/till">till</a>
          </td>
          <td>none</td>
        </tr>
      </tbody>
    </table>,
  )
  screen.getByRole('link', { name: 'cart' }).focus()
  await userEvent.keyboard('{ArrowDown}')
  expect(screen.getByRole('link', { name: 'till' })).toHaveFocus()
  await userEvent.keyboard('{ArrowDown}{ArrowUp}')
  expect(screen.getByRole('link', { name: 'cart' })).toHaveFocus()
  await userEvent.keyboard('{Tab}{ArrowDown}')
  expect(screen.getByRole('link', { name: 'till' })).toHaveFocus()
  await userEvent.keyboard('{Alt>}{ArrowUp}{/Alt}')
  expect(screen.getByRole('link', { name: 'till' })).toHaveFocus()
  const heading = screen.getByRole('button', { name: 'Name' })
  heading.focus()
  await userEvent.keyboard('{ArrowUp}')
  expect(heading).toHaveFocus()
  await userEvent.keyboard('{ArrowDown}')
  expect(screen.getByRole('link', { name: 'cart' })).toHaveFocus()
})
