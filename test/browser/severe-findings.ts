import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'

/** Severe findings, each with the elements it is about. */
export async function severeFindings(page: Page): Promise<string[]> {
  // What is still fading in has less contrast than it will have.
  await page.evaluate(
    `Promise.allSettled(document.getAnimations()
      .filter((one) => one.effect?.getComputedTiming().iterations !== Infinity)
      .map((one) => one.finished))`,
  )
  const builder = new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa'])
  const { violations, passes } = await builder.analyze()
  expect(passes.length).toBeGreaterThan(10)
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`))
}
