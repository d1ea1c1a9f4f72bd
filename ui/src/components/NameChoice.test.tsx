import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState, type ReactNode } from 'react'
import { describe, expect, it } from 'vitest'
import { NameChoice } from './NameChoice.tsx'
import { findNames } from './find-names.ts'

const all = Array.from({ length: 10_000 }, (_, index) => `service-${index}.shop`)

const few = all.slice(0, 12)

interface ChooserProps {
  readonly first?: string
  readonly names?: readonly string[]
}

function Chooser({ first = '', names = few }: ChooserProps): ReactNode {
  const [value, setValue] = useState(first)
  return (
    <>
      <NameChoice label="Service" none="Choose one" {...{ names, value }} onChoose={setValue} />
      <output>{value === '' ? 'none' : value}</output>
    </>
  )
}

const field = (): HTMLElement => screen.getByRole('combobox', { name: 'Service' })
const chosen = (): string => screen.getByRole('status').textContent
const offered = async (): Promise<string[]> =>
  (await screen.findAllByRole('option')).map((option) => option.textContent)

describe('names', () => {
  it('that begin with what is looked for come first, and what is cut is counted', () => {
    expect(findNames(['a-cart', 'Cart', 'web', 'cart-b'], 'cart', 2)).toEqual({
      ...{ shown: ['Cart', 'cart-b'], more: 1 },
    })
    expect(findNames(['b', 'a'], ' ', 5)).toEqual({ shown: ['b', 'a'], more: 0 })
  })
})

describe('a choice among 10,000 names', () => {
  it('draws a hundred of them, and finds any other by typing, with the keyboard alone', async () => {
    render(<Chooser names={all} />)
    await userEvent.click(field())
    const first = await offered()
    expect([first.length, first.at(-1)]).toEqual([101, '9,900 more: type on'])
    await userEvent.paste('9876')
    expect(await offered()).toEqual(['service-9876.shop', 'Use “9876”'])
    await userEvent.keyboard('{Enter}')
    expect(chosen()).toBe('service-9876.shop')
    expect(field()).toHaveFocus()
    expect(field()).toHaveAttribute('aria-expanded', 'false')
  })

  it('walks through what is found by arrows, and leaves all as it was on Escape', async () => {
    render(<Chooser first="service-7.shop" />)
    field().focus()
    await userEvent.keyboard('{ArrowDown}{ArrowDown}{ArrowDown}{Escape}')
    expect(chosen()).toBe('service-7.shop')
    expect(field()).toHaveAttribute('aria-expanded', 'false')
    await userEvent.keyboard('{ArrowDown}{ArrowDown}{ArrowUp}{ArrowUp}{Enter}')
    expect(chosen()).toBe('service-6.shop')
  })

  it('takes a name that the list does not have, and none', async () => {
    render(<Chooser first="gone.shop" />)
    await userEvent.click(field())
    expect((await offered())[0]).toBe('gone.shop')
    await userEvent.paste('elsewhere')
    await userEvent.click(await screen.findByRole('option', { name: 'Use “elsewhere”' }))
    expect(chosen()).toBe('elsewhere')
    await userEvent.click(screen.getByRole('button', { name: 'Clear service' }))
    expect(chosen()).toBe('none')
  })
})
