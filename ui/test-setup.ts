import '@testing-library/jest-dom/vitest'
import { cleanup, configure } from '@testing-library/react'
import { afterAll, afterEach, vi } from 'vitest'

// Found things end the wait; the usual second is short on a machine that is busy.
configure({ asyncUtilTimeout: 10_000 })

// An opened popover asks every few milliseconds whether it can be seen, for seconds after it is
// gone: without a page left to ask, that would be an error of whichever test runs then.
const begin = globalThis.setInterval
const begun = new Set<ReturnType<typeof setInterval>>()
vi.stubGlobal('setInterval', (...asked: Parameters<typeof begin>) => {
  const timer = begin(...asked)
  begun.add(timer)
  return timer
})

afterEach(cleanup)
// Files share one page, and what they have read of it: the next begins as if nobody had been there.
afterAll(() => {
  for (const timer of begun) clearInterval(timer)
  vi.unstubAllGlobals()
  vi.useRealTimers()
  localStorage.clear()
  sessionStorage.clear()
  history.replaceState(null, '', '/')
  document.title = ''
  document.body.replaceChildren()
  for (const name of document.documentElement.getAttributeNames())
    document.documentElement.removeAttribute(name)
})
