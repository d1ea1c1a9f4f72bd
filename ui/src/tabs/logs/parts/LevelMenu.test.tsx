import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { createFakeApi } from '../../../../test-support/fake-api.ts'
import { anInfo, aProxyPod, someProxies } from '../../../../test-support/proxy-builders.ts'
import { renderConsole } from '../../../../test-support/render-console.tsx'
import { LevelMenu } from './LevelMenu.tsx'

const subject = { namespace: 'bookinfo', kind: 'workloads', name: 'reviews-v1' } as const
const second = '/api/v1/namespaces/bookinfo/pods/reviews-v1-b/proxy'

describe('the log level of proxies', () => {
  it('sets the level of a proxy from among its lines', async () => {
    const api = createFakeApi({
      '/api/v1/namespaces/bookinfo/workloads/reviews-v1/proxies': someProxies({
        pods: [aProxyPod(), aProxyPod({ pod: 'reviews-v1-b' })],
      }),
      '/api/v1/namespaces/bookinfo/pods/reviews-v1-a/proxy': anInfo(),
      [second]: anInfo({ levels: [{ logger: 'http', level: 'off' }] }),
      [`${second}/log-level`]: { levels: null },
    })
    renderConsole(<LevelMenu subject={subject} />, { api })
    expect(api.requests).toEqual([])
    await userEvent.click(screen.getByRole('button', { name: 'Proxy log level' }))
    await userEvent.selectOptions(
      await screen.findByRole('combobox', { name: 'Pod' }),
      'reviews-v1-b',
    )
    const level = await screen.findByRole('combobox', { name: 'Log level of reviews-v1-b' })
    expect(level).toHaveValue('off')
    await userEvent.selectOptions(level, 'warning')
    await userEvent.click(screen.getByRole('button', { name: 'Set' }))
    expect(await screen.findByText('Set to warning.')).toBeVisible()
  })
})
