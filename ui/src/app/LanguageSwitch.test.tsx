import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createFakeApi } from '../../test-support/fake-api.ts'
import { LanguageSwitch } from './LanguageSwitch.tsx'

/** A page that begins anew: what modules have read of the language is forgotten. */
function beginWith(chosen: string | null, browser: readonly string[] = ['en-US']): void {
  localStorage.clear()
  if (chosen !== null) localStorage.setItem('alidade.language', chosen)
  vi.spyOn(navigator, 'languages', 'get').mockReturnValue(browser)
  vi.resetModules()
}

beforeEach(() => {
  window.matchMedia = (query) =>
    Object.assign(new EventTarget(), { matches: false, media: query }) as unknown as MediaQueryList
})

afterEach(() => {
  vi.restoreAllMocks()
  beginWith(null)
})

describe('the language', () => {
  it('offers each language in its own words, and tells which was chosen', async () => {
    const onChoose = vi.fn()
    render(<LanguageSwitch language="en" onChoose={onChoose} />)
    await userEvent.click(screen.getByRole('button', { name: 'Language: English' }))
    expect(await screen.findByRole('menuitem', { name: 'English' })).toBeInTheDocument()
    await userEvent.click(screen.getByRole('menuitem', { name: 'Deutsch' }))
    expect(onChoose).toHaveBeenCalledExactlyOnceWith('de')
  })

  it('begins in the one that was chosen, words of tables and numbers too', async () => {
    beginWith('de')
    const { openLanguage } = await import('../i18n/t.ts')
    await openLanguage()
    const { App } = await import('./App.tsx')
    const { formatShare } = await import('../lib/ratio.ts')
    history.replaceState(null, '', '/mesh/graph?as=table')
    render(<App client={createFakeApi().client} basePath="/mesh/" />)
    expect(
      await screen.findByRole('button', { name: 'Darstellung: Wie das System' }),
    ).toBeInTheDocument()
    expect(screen.getByRole('button', { name: 'Sprache: Deutsch' })).toBeInTheDocument()
    expect(document.documentElement).toHaveAttribute('lang', 'de')
    expect(formatShare(0.0125)).toBe('1,3\u00a0%')
  })

  it.each([
    {
      desc: 'takes the first of the browser’s',
      chosen: null,
      browser: ['fr', 'de-CH', 'en'],
      language: 'de',
    },
    {
      desc: 'speaks English where it knows none',
      chosen: null,
      browser: ['fr', 'it'],
      language: 'en',
    },
    { desc: 'keeps to what was chosen', chosen: 'en', browser: ['de'], language: 'en' },
    {
      desc: 'takes no word for a language that is none',
      chosen: 'xx',
      browser: ['de'],
      language: 'de',
    },
  ])('$desc', async ({ chosen, browser, language }) => {
    beginWith(chosen, browser)
    const { readLanguage } = await import('../i18n/language.ts')
    expect(readLanguage()).toBe(language)
  })
})
