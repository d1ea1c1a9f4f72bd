import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, inject } from 'vitest'
import {
  startConsoleOnLab,
  type ConsoleOnLab,
  type ConsoleOnLabOptions,
} from '../support/console.ts'
import { startConsoleProcess, type ConsoleProcess } from '../support/console-process.ts'
import { browserOfWorker, openPage, type OpenedPage, type Visitor } from './open-page.ts'

/** A console that is looked at; `stop` ends what was started for it. */
export interface Served {
  readonly url: string
  readonly stop: () => Promise<unknown>
}

export interface StageOptions<S extends Served> {
  readonly start: () => Promise<S>
  /** Complaints that belong to what is tested; none unless told. */
  readonly isMeant?: (complaint: string) => boolean
}

/** What is here is there once the tests of the file begin. */
export interface Stage<S extends Served> {
  readonly served: S
  readonly url: string
  readonly browser: Browser
  /** The whole address of a path below the console's. */
  readonly at: (path: string) => string
  /**
   * Opens the console as somebody who was never there before. The page is closed with its test,
   * which fails when the page has complained.
   */
  readonly open: (visitor?: Visitor) => Promise<Page>
  /** What the page has complained about so far, which is told by the test itself from then on. */
  readonly takeComplaints: () => readonly string[]
}

/** What a browser writes down by itself when it is refused, where that is meant. */
export const isRefusal = (complaint: string): boolean =>
  /^Failed to load resource: .* status of 40[13] /.test(complaint)

/** The console that the files share which write nothing; see shared-console.ts. */
export function sharedConsole(): Promise<Served> {
  return Promise.resolve({ url: inject('consoleUrl'), stop: () => Promise.resolve() })
}

/** The one that asks whoever comes for a token. */
export function sharedConsoleWithTokens(): Promise<Served> {
  return Promise.resolve({ url: inject('tokenConsoleUrl'), stop: () => Promise.resolve() })
}

/**
 * A console of the file's own, as `npm start` runs it, with two minutes of traffic behind it: the
 * quarter of an hour that is usual takes the lab seconds to make up.
 */
export function ownConsole(args: readonly string[] = []): Promise<ConsoleProcess> {
  return startConsoleProcess(['--lab-history-seconds', '120', ...args])
}

/** A console in this process on a lab in this process. */
export async function consoleOnLab(
  options: ConsoleOnLabOptions = {},
): Promise<ConsoleOnLab & Served> {
  const running = await startConsoleOnLab(options)
  return { ...running, stop: running.close }
}

/** A console and a browser for the tests of a file or of a `describe`, which end with them. */
export function setStage<S extends Served>({ start, isMeant }: StageOptions<S>): Stage<S> {
  let served: S | null = null
  let browser: Browser | null = null
  let opened: OpenedPage | null = null
  let told = 0

  beforeAll(async () => {
    ;[served, browser] = await Promise.all([start(), browserOfWorker()])
  })
  afterAll(async () => {
    await served?.stop()
  })
  afterEach(async () => {
    const complaints = takeComplaints().filter((one) => isMeant?.(one) !== true)
    await opened?.close()
    opened = null
    expect(complaints).toEqual([])
  })

  function takeComplaints(): readonly string[] {
    const complaints = opened?.complaints.slice(told) ?? []
    told += complaints.length
    return complaints
  }

  return {
    get served() {
      return existing(served)
    },
    get url() {
      return existing(served).url
    },
    get browser() {
      return existing(browser)
    },
    at: (path) => new URL(path, existing(served).url).href,
    open: async (visitor = {}) => {
      await opened?.close()
      opened = await openPage(existing(browser), existing(served).url, visitor)
      told = 0
      return opened.page
    },
    takeComplaints,
  }
}

function existing<T>(value: T | null): T {
  if (value === null) throw new Error('The stage is set when the first test begins')
  return value
}
