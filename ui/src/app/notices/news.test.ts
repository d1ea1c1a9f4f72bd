import { describe, expect, it } from 'vitest'
import type { BackEnd, Status } from '#contract/status.ts'
import { aStatus } from '../../../test-support/builders.ts'
import { ApiError } from '../../api/client.ts'
import { Notices } from '../../api/notices.ts'
import { tellAnswer } from './answer-news.ts'
import { tellConsole, tellStatus } from './status-news.ts'
import { newsOfWrite } from './write-news.ts'

const inState = (state: BackEnd['state'], part: Partial<Status> = {}): Status => {
  const [backEnd] = aStatus().backEnds
  if (backEnd === undefined) throw new Error('The builder has no back end')
  return aStatus({ backEnds: [{ ...backEnd, state, message: 'refused' }], ...part })
}

/** Tells one status after the other; what has been told of, the newest first. */
function told(notices: Notices, ...statuses: readonly Status[]): readonly string[] {
  let before: Status | null = null
  for (const after of statuses) {
    tellStatus(notices, { context: null, before, after, reload: () => undefined })
    before = after
  }
  return notices.read().notices.map(({ severity, title, times }) => `${severity} ${title} ${times}`)
}

describe('news of the state', () => {
  it('tells once that a back end has gone, and once that it is back', () => {
    const notices = new Notices()
    const gone = inState('notReached')
    expect(told(notices, inState('reached'), gone, gone)).toEqual([
      'danger Prometheus is not reached 2',
    ])
    expect(told(notices, inState('reached'), inState('reached'))).toEqual([
      'success Prometheus is reached again 1',
    ])
    expect(told(new Notices(), inState('reached'))).toEqual([])
  })

  it('tells of another console in the place of this one, with the way to its page', () => {
    const notices = new Notices()
    const first = inState('reached', { version: '1.0.0', startedAt: 1 })
    const later = inState('reached', { version: '1.1.0', startedAt: 2 })
    expect(told(notices, first, later)).toEqual(['info The console is version 1.1.0 now 1'])
    expect(notices.read().notices[0]?.action?.word).toBe('Load again')
    expect(told(new Notices(), first, { ...first, startedAt: 2 })).toEqual([
      'info The console was started anew 1',
    ])
  })

  it('tells that the console itself does not answer, and that it does again', () => {
    const notices = new Notices()
    tellConsole(notices, true)
    expect(notices.read().notices).toEqual([])
    tellConsole(notices, false)
    tellConsole(notices, true)
    expect(notices.read().notices.map(({ title }) => title)).toEqual(['The console answers again'])
  })
})

describe('news of answers', () => {
  const warning = {
    ...{ source: 'metrics', layer: 'tcp', code: 'partial', sinceAt: null, dataAt: null },
    message: 'One shard is missing',
  }
  const titles = (notices: Notices): readonly string[] =>
    notices.read().notices.map(({ title, detail }) => `${title}: ${detail ?? ''}`)

  it('tells of what is missing in them, without a word in passing', () => {
    const notices = new Notices()
    tellAnswer(notices, null, { rows: [], warnings: [warning, warning] })
    tellAnswer(notices, null, { rows: [] })
    expect(titles(notices)).toEqual([
      'A part of what is shown is not complete (metrics): One shard is missing',
    ])
    expect(notices.read().toasts).toEqual([])
  })

  it('says nothing more of a back end that is known to be gone', () => {
    const notices = new Notices()
    const [backEnd] = inState('notReached').backEnds
    told(notices, inState('notReached'))
    tellAnswer(notices, null, { warnings: [{ ...warning, source: backEnd?.id }] })
    expect(titles(notices)).toEqual(['Prometheus is not reached: refused'])
  })
})

describe('news of writes', () => {
  const object = { group: '', kind: 'Service', namespace: 'shop', name: 'cart' }
  const ask = { endpoint: 'writeConfig', error: null }

  it.each([
    {
      desc: 'a write',
      written: { ...ask, body: { isDryRun: false }, answer: { kind: 'done', object } },
      news: 'success Service shop/cart is saved',
    },
    {
      desc: 'a write that was refused',
      written: {
        ...ask,
        body: { isDryRun: false, replaces: { object } },
        answer: { kind: 'forbidden', message: 'no' },
      },
      news: 'danger Service shop/cart is not saved',
    },
    {
      desc: 'a write without an answer',
      written: {
        ...ask,
        body: { isDryRun: false, object },
        answer: undefined,
        error: new ApiError('network', 'gone'),
      },
      news: 'danger Service shop/cart is not saved',
    },
    {
      desc: 'a trial',
      written: { ...ask, body: { isDryRun: true, object }, answer: { kind: 'done', object } },
      news: null,
    },
    {
      desc: 'a file that is only read',
      written: { endpoint: 'uploadTrace', error: null, body: {}, answer: {} },
      news: null,
    },
  ])('are told of $desc as it ended', ({ written, news }) => {
    const found = newsOfWrite(written)
    expect(found && `${found.severity} ${found.title}`).toBe(news)
  })
})
