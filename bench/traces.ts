import { chromium, type Browser, type Page } from 'playwright-core'
import { z } from '#contract/setup.ts'
import { findChromium } from '../test/servers/chromium.ts'
import { startJaeger } from '../test/servers/jaeger.ts'
import { drain, median, quantile } from './asking.ts'
import { startBenchConsole, type BenchConsole, type Memory } from './console.ts'
import { makeTrace, sendTrace } from './trace-maker.ts'

const spans = 80_000
const rounds = 3
const goals = { overStoreMs: 2000, frameMs: 50 }

/** Times in ms, of rounds the median. Null: there is no browser here. */
export interface TracesMeasured {
  readonly spans: number
  /** The store alone, the same trace. */
  readonly storeMs: number
  /** From the request to the first byte, the store's own time taken off. */
  readonly serverMs: number
  /** What the console's process took of the processor; null: the system does not tell. */
  readonly serverCpuMs: number | null
  readonly transferMs: number
  readonly wireKb: number
  /** From the last byte to the frame that shows spans. */
  readonly drawingMs: number
  readonly overStoreMs: number
  readonly frameP95Ms: number
  readonly frameMaxMs: number
  /** The longest that the page was at work at a stretch while scrolling, by its thread's own time. */
  readonly scrollTaskMs: number
  readonly memory: Memory | null
}

/**
 * `npm run bench -- --traces`: a trace of 80,000 spans in a real Jaeger, opened in a real browser by
 * somebody who was never there, then scrolled from end to end.
 */
export async function measureTraces(): Promise<TracesMeasured> {
  const executablePath = findChromium()
  if (executablePath === null) throw new Error('No Chromium here: npm run backends installs one')
  const jaeger = await startJaeger()
  try {
    // Another trace for each round: what the console has seen, it keeps.
    const ids = Array.from({ length: rounds }, (_, round) => String(round + 1).padStart(32, 'a'))
    for (const id of ids)
      await sendTrace(jaeger.otlpHttpUrl, makeTrace(id, spans, Date.now() - 120_000))
    const store = await storeTimes(jaeger.queryUrl, ids)
    const console = await startBenchConsole('http://127.0.0.1:9', ['--tracing', jaeger.queryUrl])
    const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
    try {
      const opened: Opened[] = []
      const frames: number[] = []
      const cpu: number[] = []
      const tasks: number[] = []
      for (const id of ids) {
        const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
        const before = console.cpuMs()
        opened.push(await openTrace(page, console, id))
        const after = console.cpuMs()
        if (before !== null && after !== null) cpu.push(after - before)
        frames.push(...(await scrollThrough(page)))
        tasks.push(await longestTask(browser, page))
        await page.close()
      }
      return summarize({ store, opened, frames, cpu, tasks, memory: console.memory() })
    } finally {
      await browser.close()
      await console.stop()
    }
  } finally {
    await jaeger.stop()
  }
}

async function storeTimes(queryUrl: string, ids: readonly string[]): Promise<readonly number[]> {
  const times: number[] = []
  for (const id of ids) times.push((await drain(`${queryUrl}/api/v3/traces/${id}`, 'identity')).ms)
  return times
}

const openedSchema = z.object({
  answerMs: z.number(),
  transferMs: z.number(),
  bytes: z.number(),
  drawingMs: z.number(),
})
type Opened = z.infer<typeof openedSchema>

/** Resolves, in the page, with the figures of the first frame that shows spans. */
const watchFirstSpans = `
window.benchFirstSpans = new Promise((resolve) => {
  const look = () => {
    if (document.querySelector('[role="tree"] [role="treeitem"]') === null) {
      requestAnimationFrame(look)
      return
    }
    // The frame after the one that found them is the one that has painted them.
    requestAnimationFrame((drawnAt) => {
      const entries = performance.getEntriesByType('resource')
      const { requestStart, responseStart, responseEnd, encodedBodySize } = entries.find(
        ({ name }) => /\\/api\\/v1\\/traces\\/[0-9a-f]{32}(\\?|$)/.test(name),
      )
      resolve({
        answerMs: responseStart - requestStart,
        transferMs: responseEnd - responseStart,
        bytes: encodedBodySize,
        drawingMs: drawnAt - responseEnd,
      })
    })
  }
  requestAnimationFrame(look)
})
`

async function openTrace(page: Page, { url }: BenchConsole, id: string): Promise<Opened> {
  await page.addInitScript({ content: watchFirstSpans })
  await page.goto(`${url}/traces?traces-trace=${id}`, { waitUntil: 'commit' })
  await page.locator('[role="treeitem"]').first().waitFor({ timeout: 120_000 })
  return openedSchema.parse(await page.evaluate('window.benchFirstSpans'))
}

/** Scrolls by so much at each frame, a page and a half, back and forth; how long frames took. */
const scroll = `new Promise((resolve) => {
  const rows = document.querySelector('[role="tree"]')
  const frames = []
  let last = null
  const step = (now) => {
    if (last !== null) frames.push(now - last)
    last = now
    rows.scrollTop += frames.length < 120 ? 1200 : -1200
    if (frames.length < 240) requestAnimationFrame(step)
    else resolve(frames)
  }
  requestAnimationFrame(step)
})`

async function scrollThrough(page: Page): Promise<readonly number[]> {
  await page.waitForTimeout(1000) // What comes after the first drawing is not scrolling.
  return z.array(z.number()).parse(await page.evaluate(scroll))
}

const threadSchema = z.object({
  name: z.literal('thread_name'),
  ...{ pid: z.number(), tid: z.number(), args: z.object({ name: z.literal('CrRendererMain') }) },
})
const taskSchema = z.object({
  name: z.string().endsWith('RunTask'),
  ...{ pid: z.number(), tid: z.number(), tdur: z.number().describe('µs') },
})
const tracedSchema = z.object({ traceEvents: z.array(z.unknown()) })

/**
 * Scrolls once more, traced. On a machine that others use, too, frames are late for reasons that are
 * not the page's; the time of its own thread is.
 */
async function longestTask(browser: Browser, page: Page): Promise<number> {
  await browser.startTracing(page, { categories: ['toplevel'] })
  await page.evaluate(scroll)
  const text = (await browser.stopTracing()).toString('utf8')
  const { traceEvents } = tracedSchema.parse(JSON.parse(text))
  const threads = traceEvents.flatMap((one) => threadSchema.safeParse(one).data ?? [])
  const tasks = traceEvents.flatMap((one) => taskSchema.safeParse(one).data ?? [])
  const own = tasks.filter((task) =>
    threads.some(({ pid, tid }) => task.pid === pid && task.tid === tid),
  )
  return Math.max(...own.map(({ tdur }) => tdur / 1000))
}

interface Rounds {
  readonly store: readonly number[]
  readonly opened: readonly Opened[]
  readonly frames: readonly number[]
  readonly cpu: readonly number[]
  readonly tasks: readonly number[]
  readonly memory: Memory | null
}

function summarize({ store, opened, frames, cpu, tasks, memory }: Rounds): TracesMeasured {
  const storeMs = median(store)
  const of = (read: (one: Opened) => number): number => median(opened.map(read))
  return {
    ...{ spans, storeMs, memory },
    serverMs: of(({ answerMs }) => answerMs) - storeMs,
    serverCpuMs: cpu.length === 0 ? null : median(cpu),
    transferMs: of(({ transferMs }) => transferMs),
    wireKb: of(({ bytes }) => bytes) / 1000,
    drawingMs: of(({ drawingMs }) => drawingMs),
    overStoreMs:
      of(({ answerMs, transferMs, drawingMs }) => answerMs + transferMs + drawingMs) - storeMs,
    frameP95Ms: quantile(frames, 0.95),
    frameMaxMs: Math.max(...frames),
    scrollTaskMs: Math.max(...tasks),
  }
}

/** The figures as a table of Markdown. */
export function writeTracesTable(one: TracesMeasured): string {
  const ms = (value: number): string => `${Math.round(value).toLocaleString('en-US')} ms`
  const memory = one.memory
  const rows: readonly (readonly [string, string])[] = [
    ['spans of the trace', one.spans.toLocaleString('en-US')],
    ['the store alone', ms(one.storeMs)],
    ['server, over the store', ms(one.serverMs)],
    ['… of the processor', one.serverCpuMs === null ? '–' : ms(one.serverCpuMs)],
    [`transfer, ${Math.round(one.wireKb).toLocaleString('en-US')} kB gzip`, ms(one.transferMs)],
    ['drawing', ms(one.drawingMs)],
    [`all of it over the store (goal ${goals.overStoreMs} ms)`, ms(one.overStoreMs)],
    [
      `frames while scrolling, p95 (longest, goal ${goals.frameMs} ms)`,
      `${ms(one.frameP95Ms)} (${ms(one.frameMaxMs)})`,
    ],
    ['… longest work of the page at a stretch, of the processor', ms(one.scrollTaskMs)],
    [
      'memory of the console (peak)',
      memory === null ? '–' : `${Math.round(memory.residentMb)} (${Math.round(memory.peakMb)}) MB`,
    ],
  ]
  return [
    '| a trace | |',
    '| --- | ---: |',
    ...rows.map(([name, value]) => `| ${name} | ${value} |`),
  ].join('\n')
}
