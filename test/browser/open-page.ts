import { chromium, type Browser, type Locator, type Page } from 'playwright-core'
import { expect } from 'vitest'
import { findChromium } from '../servers/chromium.ts'

export interface OpenedPage {
  readonly page: Page
  /** What the page complained about so far: errors on its console and errors nobody caught. */
  readonly complaints: readonly string[]
  readonly close: () => Promise<void>
}

export interface Visitor {
  readonly path?: string // below the console's address
  readonly scheme?: 'light' | 'dark'
}

const waitMs = 30_000

let launched: Promise<Browser> | null = null

/** The browser of this worker, whose files share it one after the other; it ends with the worker. */
export async function browserOfWorker(): Promise<Browser> {
  const browser = await (launched ??= launchBrowser())
  return browser.isConnected() ? browser : await (launched = launchBrowser())
}

function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: findChromium() ?? '', args: ['--no-sandbox'] })
}

/** Opens the console as somebody who was never there before. */
export async function openPage(
  browser: Browser,
  url: string,
  { path = '', scheme = 'light' }: Visitor = {},
): Promise<OpenedPage> {
  const page = await takePage(browser)
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' })
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  await page.goto(new URL(path, url).href)
  return { page, complaints, close: () => putBack(browser, page, url) }
}

/** Pages that nobody looks at: the console stands in one of them in half of what a new one takes. */
const idlePages = new WeakMap<Browser, Page[]>()

async function takePage(browser: Browser): Promise<Page> {
  const idle = idlePages.get(browser)?.pop()
  if (idle !== undefined) return idle
  const context = await browser.newContext()
  context.setDefaultTimeout(waitMs)
  return await context.newPage()
}

/** Nothing of its visitor stays behind; a page that cannot be cleared is closed. */
async function putBack(browser: Browser, page: Page, url: string): Promise<void> {
  const context = page.context()
  try {
    await page.removeAllListeners(undefined, { behavior: 'ignoreErrors' })
    await page.unrouteAll({ behavior: 'ignoreErrors' })
    for (const other of context.pages()) if (other !== page) await other.close()
    await page.mouse.move(0, 0)
    // From another page of the same origin: the console still writes when it is left.
    await page.goto(new URL('healthz', url).href)
    await page.evaluate('localStorage.clear(); sessionStorage.clear()')
    await context.clearCookies()
    await context.clearPermissions()
  } catch {
    await context.close()
    return
  }
  idlePages.set(browser, [...(idlePages.get(browser) ?? []), page])
}

/** Resolves when `read` gives what `matcher` accepts; the failure shows the last that it gave. */
export const eventually = (read: () => unknown): ReturnType<typeof expect.poll> =>
  expect.poll(read, { timeout: waitMs, interval: 100 })

/** The same of what takes a page anew each time, which costs more than to wait for it. */
export const eventuallyAnew = (read: () => unknown): ReturnType<typeof expect.poll> =>
  expect.poll(read, { timeout: 60_000, interval: 1_000 })

export interface Drawn {
  readonly nodes: number
  readonly edges: number
}

export const canvasOf = (page: Page): Locator => page.locator('.graph-canvas-stage')

/** How much is drawn, once the picture stands. */
export async function settled(page: Page): Promise<Drawn> {
  const canvas = page.locator('.graph-canvas-stage[data-settled="true"]')
  await canvas.waitFor()
  const [nodes, edges] = await Promise.all(
    ['data-nodes', 'data-edges'].map((name) => canvas.getAttribute(name)),
  )
  return { nodes: Number(nodes), edges: Number(edges) }
}

/** Takes `choice` from the menu whose button says `label`. */
export async function choose(page: Page, label: string, choice: string): Promise<void> {
  await page.getByRole('button', { name: new RegExp(`^${label}: `) }).click()
  await page.getByRole('option', { name: new RegExp(`^${choice}`) }).click()
}

/** Looks at one namespace alone. */
export async function chooseNamespace(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: /^Namespaces: / }).click()
  await page.getByRole('textbox', { name: 'Search namespaces' }).fill(name)
  await page.getByRole('checkbox', { name: new RegExp(`^${name}`) }).check()
  await page.getByRole('button', { name: 'Apply' }).click()
}

export async function showAs(page: Page, twin: 'Picture' | 'Table'): Promise<void> {
  await page.getByRole('button', { name: twin, exact: true }).click()
}

/** `caller → callee` of every row of the table, sorted. */
export async function tableRows(page: Page): Promise<string[]> {
  const rows = page.getByRole('region', { name: 'Edges' }).locator('tbody tr')
  const texts = await rows.allInnerTexts()
  return texts
    .map((text) => text.split('\t').map((cell) => cell.trim()))
    .map(([caller = '', callee = '']) => `${caller} → ${callee}`)
    .sort()
}
