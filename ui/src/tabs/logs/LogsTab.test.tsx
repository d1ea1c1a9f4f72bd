import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, it, vi } from 'vitest'
import type { LogContainers, LogLine, LogPage } from '#contract/logs.ts'
import { createFakeApi, type FakeApi } from '../../../test-support/fake-api.ts'
import { renderConsole } from '../../../test-support/render-console.tsx'
import { LogsTab } from './LogsTab.tsx'

const path = '/api/v1/namespaces/shop/workloads/cart-v1/logs'
const containers: LogContainers = {
  pods: [
    {
      ...{
        name: 'cart-v1-0',
        workload: 'cart-v1',
        phase: 'Running',
        isReady: true,
        timeZone: null,
      },
      containers: [{ name: 'cart', role: 'app', restarts: 0 }],
    },
  ],
  ...{ hasNodeProxies: false, hasWaypoints: false, missingRight: null, warnings: [] },
}
const lineAt = (second: number): LogLine => ({
  ...{ source: 'shop/cart-v1-0/cart', at: second * 1000, nanos: 0, text: `line ${second}` },
  ...{ cutBytes: 0, severity: null, access: null, requestId: null, traceId: null },
})
const page: LogPage = {
  lines: [lineAt(1), lineAt(2)],
  ...{ sources: [], hasMore: false, warnings: [] },
}

function open(told: Partial<LogContainers>): FakeApi {
  const api = createFakeApi({ [`${path}/containers`]: { ...containers, ...told }, [path]: page })
  renderConsole(<LogsTab subject={{ kind: 'workload', namespace: 'shop', name: 'cart-v1' }} />, {
    api,
    at: '/?logs-range=custom&logs-to=9000',
  })
  return api
}

it('says on the page which right is missing, and shows no line', async () => {
  open({ missingRight: 'You need the right to get pods/log in the namespace shop.' })
  await screen.findByRole('heading', { name: 'You may not read these logs' })
  expect(screen.getByText(/get pods\/log in the namespace shop/)).toBeVisible()
  expect(screen.queryByText('line 1')).toBeNull()
  expect(screen.getByRole('button', { name: 'Try again' })).toBeEnabled()
})

it('copies all lines that are shown, and takes the whole window by choice', async () => {
  const user = userEvent.setup()
  const write = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue()
  open({})
  await screen.findByRole('group', { name: 'Lines' })
  await user.click(screen.getByRole('button', { name: 'Save' }))
  await user.click(screen.getByRole('menuitem', { name: 'Copy the lines that are shown' }))
  expect(write.mock.calls[0]?.[0].match(/line [12]/g)).toEqual(['line 1', 'line 2'])
  await screen.findByText('Copied')
  const toolbar = within(screen.getByRole('toolbar', { name: 'Logs' }))
  await user.click(toolbar.getByRole('button', { name: 'Large view' }))
  expect(document.querySelector('.al-logs-full')).not.toBeNull()
  await user.keyboard('{Escape}')
  expect(document.querySelector('.al-logs-full')).toBeNull()
})
