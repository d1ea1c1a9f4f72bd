import { findCommand, isExecutable } from './commands.ts'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

/**
 * A browser that Playwright can drive (pass it as `executablePath`), or null when there is none.
 * CHROMIUM_PATH goes before what is installed; a CHROMIUM_PATH that is no program counts as none.
 */
export function findChromium(): string | null {
  const chosen = process.env['CHROMIUM_PATH']
  if (chosen !== undefined && chosen !== '') return isExecutable(chosen) ? chosen : null
  return names.map(findCommand).find((file) => file !== null) ?? null
}
