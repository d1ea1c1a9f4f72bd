import { expect, it } from 'vitest'
import { Notices, type News } from './notices.ts'

const gone: News = {
  ...{ key: 'backEnd metrics', severity: 'danger', title: 'Prometheus is not reached' },
  ...{ detail: 'refused', isToast: true },
}
const back: News = { ...gone, severity: 'success', title: 'Prometheus is reached again' }

function told(...news: readonly News[]): Notices {
  let now = 0
  const notices = new Notices(() => (now += 1))
  for (const one of news) notices.tell(one)
  return notices
}

const summary = (notices: Notices): readonly string[] =>
  notices
    .read()
    .notices.map(({ title, times, isRead }) => `${title} ${times} ${isRead ? 'read' : 'new'}`)

it('is told the same thing many times and keeps one, read as it was', () => {
  const notices = told(gone, gone)
  expect(summary(notices)).toEqual(['Prometheus is not reached 2 new'])
  notices.markRead()
  notices.dropToast(gone.key)
  notices.tell({ ...gone, detail: 'timeout' })
  expect(summary(notices)).toEqual(['Prometheus is not reached 3 read'])
  expect(notices.find(gone.key)?.detail).toBe('timeout')
  expect(notices.read().toasts).toEqual([])
})

it('puts what has changed in the place of what was, as news', () => {
  const notices = told(gone)
  notices.markRead()
  notices.tell(back)
  expect(summary(notices)).toEqual(['Prometheus is reached again 1 new'])
  expect(notices.read().toasts).toEqual([gone.key])
})

it('does not repeat what was cleared and goes on, until it was over', () => {
  const notices = told(gone, { ...back, key: 'other' })
  notices.clear()
  notices.tell(gone)
  expect(notices.read()).toEqual({ notices: [], toasts: [] })
  notices.end('backEnd')
  notices.tell(gone)
  expect(summary(notices)).toEqual(['Prometheus is not reached 1 new'])
})

it('takes what comes after an end for news, though it says the same', () => {
  const notices = told(gone, gone)
  notices.markRead()
  notices.end('backEnd')
  notices.tell(gone)
  expect(summary(notices)).toEqual(['Prometheus is not reached 1 new'])
})

it('keeps a hundred', () => {
  const notices = told(...Array.from({ length: 130 }, (_, n) => ({ ...gone, key: String(n) })))
  expect(notices.read().notices).toHaveLength(100)
  expect(notices.find('129')).not.toBeNull()
  expect(notices.find('0')).toBeNull()
})
