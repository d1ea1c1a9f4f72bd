/**
 * Before the browser tests: one console on one lab, for all files that write nothing. Each page is
 * of a visitor of its own, so that nothing is carried from one to the next.
 */
import type { TestProject } from 'vitest/node'
import { available } from '../servers/availability.ts'
import { startConsoleProcess, type ConsoleProcess } from '../support/console-process.ts'

declare module 'vitest' {
  interface ProvidedContext {
    readonly consoleUrl: string
  }
}

let shared: ConsoleProcess | null = null

export async function setup(project: TestProject): Promise<void> {
  if (!available('chromium')) return
  shared = await startConsoleProcess()
  project.provide('consoleUrl', shared.url)
}

export async function teardown(): Promise<void> {
  await shared?.stop()
}
