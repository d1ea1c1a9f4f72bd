import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, it } from 'vitest'
import { createFakeApi } from '../../../test-support/fake-api.ts'
import { renderConsole } from '../../../test-support/render-console.tsx'
import { Notices, type News } from '../../api/notices.ts'
import { NoticesProvider } from '../../api/notices-context.ts'
import { NoticeBell } from './NoticeBell.tsx'
import { NoticeToasts } from './NoticeToasts.tsx'

const gone: News = {
  ...{ key: 'a', severity: 'danger', title: 'Prometheus is not reached', detail: 'refused' },
  isToast: true,
}
const saved: News = { ...gone, key: 'b', severity: 'success', title: 'cart is saved', detail: null }

it('counts what is not read, groups it by how bad it is, and lets it be read and cleared', async () => {
  const notices = new Notices()
  notices.tell(saved)
  notices.tell(gone)
  renderConsole(
    <NoticesProvider value={notices}>
      <NoticeBell />
      <NoticeToasts />
    </NoticesProvider>,
    { api: createFakeApi() },
  )
  const bell = screen.getByRole('button', { name: 'Notices: 2 not read' })
  const toasts = screen.getAllByRole('heading', { level: 4 })
  expect(toasts.map(({ textContent }) => textContent)).toEqual([
    expect.stringContaining('cart is saved'),
    expect.stringContaining('Prometheus is not reached'),
  ])
  await userEvent.click(bell)
  const drawer = within(await screen.findByRole('complementary', { name: 'Notices' }))
  expect(
    drawer.getAllByRole('heading', { level: 2 }).map(({ textContent }) => textContent),
  ).toEqual(['Failures 1', 'Done 1'])
  await userEvent.click(drawer.getByRole('button', { name: 'Mark all read' }))
  expect(bell).toHaveAccessibleName('Notices')
  await userEvent.click(drawer.getByRole('button', { name: 'Clear: cart is saved' }))
  expect(drawer.queryByText('cart is saved')).not.toBeInTheDocument()
  await userEvent.click(drawer.getByRole('button', { name: 'Clear all' }))
  expect(drawer.getByText('Nothing has happened')).toBeInTheDocument()
  await userEvent.keyboard('{Escape}')
  await waitFor(() => expect(screen.queryByRole('complementary')).not.toBeInTheDocument())
  expect(bell).toHaveFocus()
})
