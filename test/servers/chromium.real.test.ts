import { chromium } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { available } from './availability.ts'
import { findChromium } from './chromium.ts'

describe.skipIf(!available('chromium'))('Chromium', () => {
  it('opens a page', async () => {
    const browser = await chromium.launch({
      executablePath: findChromium() ?? '',
      args: ['--no-sandbox'],
    })
    const page = await browser.newPage()
    await page.setContent('<title>one console for any mesh</title>')
    expect(await page.title()).toBe('one console for any mesh')
    await browser.close()
  })
})
