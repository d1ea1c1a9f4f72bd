import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it } from 'vitest'
import type { SearchAnswer } from '#contract/search.ts'
import { aRefusal, createFakeApi, type FakeApi } from '../../../test-support/fake-api.ts'
import { renderConsole, type RenderedConsole } from '../../../test-support/render-console.tsx'
import { JumpField } from './JumpField.tsx'

const found: SearchAnswer = {
  groups: [
    {
      ...{ kind: 'service', matched: 9 },
      hits: ['reviews', 'reviews-db'].map((name) => ({
        ...{ kind: 'service', cluster: 'east', namespace: 'bookinfo', name, type: 'Service' },
        ...{ object: null, workload: null, marks: [[0, 3]] },
      })),
    },
  ],
  isInexact: false,
  warnings: [],
}

const noOffers = { pages: [], commands: [] }

async function open(api: FakeApi): Promise<RenderedConsole> {
  const rendered = renderConsole(<JumpField offers={noOffers} />, {
    api,
    at: '/graph?context=west',
  })
  await userEvent.keyboard('{Control>}k{/Control}')
  await screen.findByRole('combobox')
  return rendered
}

const field = (): HTMLElement => screen.getByRole('combobox', { name: 'Search or jump to' })
const marked = (): string | null =>
  document.getElementById(field().getAttribute('aria-activedescendant') ?? '')?.textContent ?? null

describe('the jump box', () => {
  beforeEach(() => localStorage.clear())

  it('is opened, walked and left by the keyboard alone', async () => {
    const { address } = await open(createFakeApi({ '/api/v1/search': found }))
    await userEvent.type(field(), 'rev')
    const list = within(await screen.findByRole('group', { name: /Services/ }))
    expect(list.getAllByRole('option').map(({ textContent }) => textContent)).toEqual([
      'SServicereviewsbookinfo',
      'SServicereviews-dbbookinfo',
      '…Services7 moreServices',
    ])
    expect(list.getByRole('option', { name: /7 more/ })).toHaveAttribute(
      'href',
      '/services?context=west&find=rev',
    )
    expect(marked()).toContain('reviews')
    await userEvent.keyboard('{ArrowDown}')
    expect(marked()).toContain('reviews-db')
    await userEvent.keyboard('{ArrowDown}{ArrowDown}{ArrowDown}{Enter}')
    expect(address()).toBe('/namespaces/bookinfo/services/reviews-db?context=west')
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument()
    await userEvent.keyboard('{Control>}k{/Control}')
    await screen.findByRole('combobox')
    await userEvent.keyboard('{Escape}')
    await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument())
  })

  it('waits for the answer when Enter comes first', async () => {
    const { address } = await open(createFakeApi({ '/api/v1/search': found }))
    await userEvent.type(field(), 'rev{Enter}')
    await waitFor(() =>
      expect(address()).toBe('/namespaces/bookinfo/services/reviews?context=west'),
    )
  })

  it('says that nothing is called so, that something is near, and what cannot be found', async () => {
    const api = createFakeApi({ '/api/v1/search': { groups: [], isInexact: false, warnings: [] } })
    await open(api)
    await userEvent.type(field(), 'cart')
    expect(await screen.findByText(/Nothing that you may see has “cart” in its name/)).toBeVisible()
    const warning = {
      ...{
        source: 'cluster:east',
        layer: 'config',
        code: 'forbidden',
        sinceAt: null,
        dataAt: null,
      },
      message: 'Pod objects are not known',
    }
    api.answer('/api/v1/search', { ...found, isInexact: true, warnings: [warning] })
    await userEvent.type(field(), 's')
    expect(await screen.findByText('Nothing is called so. This is near:')).toBeVisible()
    expect(screen.getByText(/Not everything can be found: Pod objects are not known/)).toBeVisible()
  })

  it('says why names cannot be searched, and asks again', async () => {
    const refusal = aRefusal(400, { code: 'badRequest', message: 'Too long.' })
    const api = createFakeApi({ '/api/v1/search': refusal })
    await open(api)
    await userEvent.type(field(), 'rev')
    expect(await screen.findByText(/Names cannot be searched: Too long\./)).toBeVisible()
    api.answer('/api/v1/search', found)
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }))
    expect(await screen.findAllByRole('option')).toHaveLength(3)
  })
})
