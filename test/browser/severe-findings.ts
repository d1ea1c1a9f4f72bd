import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'

type Rules = { readonly type: 'tag' | 'rule'; readonly values: string[] }

const allRules: Rules = { type: 'tag', values: ['wcag2a', 'wcag2aa'] }
/** Those that look at colours, which are all that differs by night. */
const rulesOfColor: Rules = { type: 'rule', values: ['color-contrast', 'link-in-text-block'] }

/** Severe findings of the page as it is, each with the elements it is about. */
export async function severeFindings(page: Page, runOnly = allRules): Promise<string[]> {
  // What is still fading in has less contrast than it will have.
  await page.evaluate(
    `Promise.allSettled(document.getAnimations()
      .filter((one) => one.effect?.getComputedTiming().iterations !== Infinity)
      .map((one) => one.finished))`,
  )
  // In the page itself, and in words only what is wrong: no page is opened to put frames together,
  // and no style sheet fetched again, which none of these rules reads.
  const builder = new AxeBuilder({ page })
    .options({ runOnly, resultTypes: ['violations'], preload: false })
    .setLegacyMode()
  const { violations, passes } = await builder.analyze()
  expect(passes.length).toBeGreaterThan(runOnly === allRules ? 10 : 0)
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`))
}

/** The same by day and by night: the page follows the system of who has chosen nothing. */
export async function severeFindingsInEachScheme(page: Page): Promise<string[]> {
  const found: string[] = []
  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme })
    const rules = scheme === 'light' ? allRules : rulesOfColor
    await page.locator(`html[data-theme="${scheme}"]`).waitFor({ state: 'attached' })
    found.push(...(await severeFindings(page, rules)).map((finding) => `${scheme}, ${finding}`))
  }
  await page.emulateMedia({ colorScheme: 'light' })
  return found
}
