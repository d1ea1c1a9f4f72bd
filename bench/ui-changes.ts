import type { Browser, CDPSession, Page } from 'playwright-core'
import { graphSchema, type Graph } from '#contract/graph.ts'
import { z } from '#contract/setup.ts'
import { driftedBy, withNewNodes } from '../test/support/drift.ts'
import { nextPath, startPacingProxy } from '../test/support/pacing-proxy.ts'
import { median } from './asking.ts'
import { readScriptMs } from './ui-probe.ts'

/** Median ms of a few refreshes each. */
export interface UiChanges {
  readonly numbersApplyMs: number
  readonly numbersScriptMs: number
  readonly newNodesMs: number
}

const rounds = 3
const newNodes = 10
const patienceMs = 120_000

/** What refreshes cost in which something has changed: of those the made mesh knows none. */
export async function measureChanges(
  browser: Browser,
  address: string,
  path: string,
): Promise<UiChanges> {
  const answer = await fetch(`${address}/api/v1/${path}`)
  const graph = graphSchema.parse(await answer.json())
  const proxy = await startPacingProxy(address, (index) => graphAt(index, graph))
  const page = await browser.newPage({ reducedMotion: 'reduce', bypassCSP: true })
  page.setDefaultTimeout(patienceMs)
  try {
    await page.goto(`${proxy.url}/${path}`)
    await page.locator('.graph-canvas-stage[data-settled="true"]').waitFor()
    const session = await page.context().newCDPSession(page)
    await session.send('Performance.enable')
    const numbers = await takeRounds(page, session)
    const nodes = await takeRounds(page, session)
    return {
      numbersApplyMs: median(numbers.map(({ applyMs }) => applyMs)),
      numbersScriptMs: median(numbers.map(({ scriptMs }) => scriptMs)),
      newNodesMs: median(nodes.map(({ renderMs }) => renderMs)),
    }
  } finally {
    await page.close()
    proxy.stop()
  }
}

/** First only numbers change, then each graph has ten nodes more than the one before. */
function graphAt(index: number, graph: Graph): Graph {
  const later = driftedBy(index, graph)
  return index <= rounds ? later : withNewNodes(later, (index - rounds) * newNodes)
}

interface Round {
  readonly applyMs: number
  readonly scriptMs: number
  readonly renderMs: number
}

async function takeRounds(page: Page, session: CDPSession): Promise<Round[]> {
  const taken: Round[] = []
  for (let round = 0; round < rounds; round += 1) taken.push(await takeRound(page, session))
  return taken
}

const readStage = `(() => {
  const { graphAt, applyMs, renderMs } = document.querySelector('.graph-canvas-stage').dataset
  return [graphAt, applyMs, renderMs].map(Number)
})()`

async function takeRound(page: Page, session: CDPSession): Promise<Round> {
  const read = async (): Promise<number[]> =>
    z.array(z.number()).parse(await page.evaluate(readStage))
  const [graphAt = 0] = await read()
  const scriptBefore = await readScriptMs(session)
  await page.evaluate(`fetch(${JSON.stringify(nextPath)}).then(() => undefined)`)
  await page
    .locator(`.graph-canvas-stage:not([data-graph-at="${graphAt}"])[data-settled="true"]`)
    .waitFor()
  const scriptMs = (await readScriptMs(session)) - scriptBefore
  const [, applyMs = 0, renderMs = 0] = await read()
  return { applyMs, scriptMs, renderMs }
}
