import { describe, expect, it } from 'vitest'
import { defaultView, type GraphView } from '../../url.ts'
import { autoShow } from './auto-show.ts'

const bare: GraphView = { ...defaultView, badges: [] }

describe('autoShow', () => {
  it.each([
    {
      desc: 'FH-12: response times',
      find: 'rt > 5',
      patch: { labels: ['rate', 'responseTime'] },
    },
    {
      desc: 'FH-12: throughput',
      find: 'throughput > 1k',
      patch: { labels: ['rate', 'throughput'] },
    },
    { desc: 'FH-12: locks', find: '!mtls', patch: { badges: ['security'] } },
    { desc: 'FH-12: routing badges', find: 'has vs', patch: { badges: ['routing'] } },
    { desc: 'FH-12: idle nodes', find: 'idle', patch: { idleNodes: true } },
    { desc: 'calls that are only allowed', find: 'silent', patch: { silent: true } },
    { desc: 'FH-04: ranks', find: 'rank <= 2', patch: { rankBy: ['inbound', 'outbound'] } },
    {
      desc: 'several at once',
      find: 'mtls or fi or rt > 5',
      patch: { badges: ['security', 'routing'], labels: ['rate', 'responseTime'] },
    },
    { desc: 'nothing for what is always there', find: 'app = a', patch: {} },
    { desc: 'nothing for what cannot be read', find: 'rt >', patch: {} },
  ])('switches on $desc', ({ find, patch }) => {
    const shown = autoShow(bare, find)
    expect(shown.patch).toEqual(patch)
    expect(shown.notes.length > 0).toBe(Object.keys(patch).length > 0)
  })

  it('says nothing of what is on already', () => {
    const { patch } = autoShow(bare, 'rt > 5 or idle or rank < 3')
    expect(autoShow({ ...bare, ...patch }, 'rt > 5 or idle or rank < 3').notes).toEqual([])
  })
})
