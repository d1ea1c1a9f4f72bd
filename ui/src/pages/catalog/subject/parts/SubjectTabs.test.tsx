import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import type { ReactNode } from 'react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createFakeApi } from '../../../../../test-support/fake-api.ts'
import { renderConsole, type RenderedConsole } from '../../../../../test-support/render-console.tsx'
import type { Subject, TabDefinition } from '../../../../tabs/tab.ts'
import { SubjectTabs } from './SubjectTabs.tsx'

const reviews: Subject = { kind: 'workload', namespace: 'bookinfo', name: 'reviews-v1' }

function aTab(id: string, part: Partial<TabDefinition> = {}): TabDefinition {
  return {
    id,
    title: id,
    kinds: ['workload'],
    load: () =>
      Promise.resolve(function Body({ subject }: { subject: Subject }): ReactNode {
        return (
          <p>
            {id} of {subject.name}
          </p>
        )
      }),
    ...part,
  }
}

function open(tabs: readonly TabDefinition[], at = '/'): RenderedConsole {
  return renderConsole(<SubjectTabs subject={reviews} theme="light" tabs={tabs} />, {
    api: createFakeApi(),
    at,
  })
}

// React reports what a boundary catches; here that is the point.
beforeEach(() => void vi.spyOn(console, 'error').mockReturnValue(undefined))
afterEach(() => void vi.restoreAllMocks())

describe('tabs about one thing', () => {
  it('opens the overview first, and loads another tab when somebody looks at it', async () => {
    const loaded: string[] = []
    const logs = aTab('logs')
    const page = open([
      {
        ...logs,
        load: () => {
          loaded.push('logs')
          return logs.load()
        },
      },
    ])
    expect(screen.getByRole('tab', { name: 'Overview' })).toHaveAttribute('aria-selected', 'true')
    expect(loaded).toEqual([])
    await userEvent.click(screen.getByRole('tab', { name: 'logs' }))
    expect(await screen.findByText('logs of reviews-v1')).toBeInTheDocument()
    expect(loaded).toEqual(['logs'])
    expect(page.address()).toBe('/?tab=logs')
  })

  it('takes the time of its charts along to the lines of that time', async () => {
    const logs = aTab('logs', {
      timeParameters: ({ windowSeconds, at }) => ({ 'logs-to': `${at ?? ''} ${windowSeconds}` }),
    })
    const page = open(
      [aTab('inbound', { showsPageTime: true }), logs],
      '/?tab=inbound&at=9000000&window=5m',
    )
    await userEvent.click(screen.getByRole('tab', { name: 'logs' }))
    expect(page.address()).toBe('/?tab=logs&at=9000000&window=5m&logs-to=9000000+300')
    await userEvent.click(screen.getByRole('tab', { name: 'inbound' }))
    expect(page.address()).toBe('/?tab=inbound&at=9000000&window=5m&logs-to=9000000+300')
  })

  it('opens the tab that the address names, and lets go of the others', async () => {
    const page = open([aTab('logs'), aTab('metrics')], '/?tab=metrics&keep=me')
    expect(await screen.findByText('metrics of reviews-v1')).toBeInTheDocument()
    screen.getByRole('tab', { name: 'logs' }).focus()
    await userEvent.keyboard('{Enter}')
    expect(await screen.findByText('logs of reviews-v1')).toBeInTheDocument()
    expect(screen.queryByText('metrics of reviews-v1')).not.toBeInTheDocument()
    await userEvent.click(screen.getByRole('tab', { name: 'Overview' }))
    expect(page.address()).toBe('/?keep=me')
  })

  it('offers only what there is for this kind, and shows the overview for a tab that is not', () => {
    open([aTab('logs'), aTab('hosts', { kinds: ['service'] })], '/?tab=hosts')
    expect(screen.getAllByRole('tab').map((tab) => tab.textContent)).toEqual(['Overview', 'logs'])
    expect(screen.getByRole('tab', { name: 'Overview' })).toHaveAttribute('aria-selected', 'true')
  })

  it('keeps the failure of a tab to the tab', async () => {
    const broken = aTab('broken', {
      load: () =>
        Promise.resolve(function Broken(): ReactNode {
          throw new Error('no such chart')
        }),
    })
    open([broken, aTab('logs')], '/?tab=broken')
    expect(await screen.findByRole('heading', { name: 'broken has failed' })).toBeInTheDocument()
    await userEvent.click(screen.getByRole('tab', { name: 'logs' }))
    expect(await screen.findByText('logs of reviews-v1')).toBeInTheDocument()
  })
})
