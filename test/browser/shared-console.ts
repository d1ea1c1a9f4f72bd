/**
 * Before the browser tests: one console on one lab, for all files that write nothing, and another
 * that asks for a token. Each page is of a visitor of its own, so that nothing is carried from one
 * to the next.
 */
import type { TestProject } from 'vitest/node'
import { available } from '../servers/availability.ts'
import { startConsoleProcess, type ConsoleProcess } from '../support/console-process.ts'

declare module 'vitest' {
  interface ProvidedContext {
    readonly consoleUrl: string
    readonly tokenConsoleUrl: string
  }
}

let shared: readonly ConsoleProcess[] = []

export async function setup(project: TestProject): Promise<void> {
  if (!available('chromium')) return
  const [open, guarded] = await Promise.all([
    startConsoleProcess(),
    startConsoleProcess(['--lab-history-seconds', '120', '--auth', 'token']),
  ])
  shared = [open, guarded]
  project.provide('consoleUrl', open.url)
  project.provide('tokenConsoleUrl', guarded.url)
}

export async function teardown(): Promise<void> {
  await Promise.all(shared.map((one) => one.stop()))
}
