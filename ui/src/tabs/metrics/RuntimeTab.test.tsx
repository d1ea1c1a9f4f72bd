import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import type { Dashboard } from '#contract/dashboards.ts'
import { aChart, aChartTitle } from '../../../test-support/chart-builders.ts'
import { createFakeApi } from '../../../test-support/fake-api.ts'
import { renderConsole } from '../../../test-support/render-console.tsx'
import { RuntimeMetrics } from './RuntimeTab.tsx'

const path = '/api/v1/namespaces/shop/workloads/cart-v1/dashboards'
const subject = { kind: 'workload', namespace: 'shop', name: 'cart-v1' } as const

const aDashboard = (id: string, title: string): Dashboard => ({
  ...{ id, title, description: `What ${title} tells.`, why: 'metrics' },
  charts: [{ ...aChartTitle({ id: `${id}-one`, title: `${title} threads` }), aggregation: 'sum' }],
  groupings: [{ id: 'pod', title: 'Pod' }],
})

const found = { whyNone: null, evidence: [], warnings: [] }

describe('the tab of runtimes', () => {
  it('has a tab for each dashboard that was found, and asks for the shown one alone', async () => {
    const api = createFakeApi({
      [path]: { ...found, dashboards: [aDashboard('go', 'Go'), aDashboard('jvm', 'JVM')] },
      [`${path}/go/charts/go-one`]: aChart({ title: 'Go threads' }),
      [`${path}/jvm/charts/jvm-one`]: aChart({ title: 'JVM threads' }),
    })
    const page = renderConsole(<RuntimeMetrics subject={subject} />, { api })
    await screen.findByRole('table', { name: 'Series of Go threads' })
    expect(api.requests.some(({ pathname }) => pathname.includes('jvm-one'))).toBe(false)
    await userEvent.click(screen.getByRole('tab', { name: 'JVM' }))
    await screen.findByRole('table', { name: 'Series of JVM threads' })
    await userEvent.selectOptions(
      screen.getByRole('combobox', { name: 'How pods are put together' }),
      'max',
    )
    await waitFor(() => expect(page.address()).toBe('/?runtimeBoard=jvm&runtimePods=max'))
    await waitFor(() => expect(api.requests.at(-1)?.searchParams.get('aggregation')).toBe('max'))
  })

  it('says why there is none', async () => {
    const api = createFakeApi({ [path]: { ...found, dashboards: [], whyNone: 'No metrics.' } })
    renderConsole(<RuntimeMetrics subject={subject} />, { api })
    expect(await screen.findByText('No metrics.')).toBeVisible()
  })
})
