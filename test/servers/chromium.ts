import { findCommand, isExecutable } from './commands.ts'

/** The shell first: the same engine without a browser's own windows, which nobody sees here. */
const names = [
  'chromium-headless-shell',
  ...['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'],
]

/** Whether the one without windows of its own is there, which costs a test a third less. */
export const hasHeadlessShell = (): boolean => findCommand('chromium-headless-shell') !== null

/**
 * A browser that Playwright can drive (pass it as `executablePath`), or null when there is none.
 * CHROMIUM_PATH goes before what is installed; a CHROMIUM_PATH that is no program counts as none.
 */
export function findChromium(): string | null {
  const chosen = process.env['CHROMIUM_PATH']
  if (chosen !== undefined && chosen !== '') return isExecutable(chosen) ? chosen : null
  return names.map(findCommand).find((file) => file !== null) ?? null
}
