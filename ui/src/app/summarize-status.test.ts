import { expect, it } from 'vitest'
import type { BackEnd } from '#contract/status.ts'
import { ApiError } from '../api/client.ts'
import { aStatus } from '../../test-support/builders.ts'
import { summarize } from './summarize-status.ts'

const withStates = (...states: BackEnd['state'][]): ReturnType<typeof aStatus> => {
  const [backEnd] = aStatus().backEnds
  return aStatus({ backEnds: states.flatMap((state) => (backEnd ? [{ ...backEnd, state }] : [])) })
}

it.each([
  { desc: 'no answer yet', status: null, tone: 'busy', text: 'Looking around' },
  {
    desc: 'all reached',
    status: withStates('reached', 'reached', 'notConfigured'),
    tone: 'good',
    text: '2 back ends reached',
  },
  {
    desc: 'one gone',
    status: withStates('reached', 'notReached'),
    tone: 'bad',
    text: 'Prometheus not reached',
  },
  {
    desc: 'two gone',
    status: withStates('notReached', 'notReached'),
    tone: 'bad',
    text: '2 back ends not reached',
  },
  {
    desc: 'one on its way',
    status: withStates('reached', 'connecting'),
    tone: 'busy',
    text: 'Connecting',
  },
  {
    desc: 'nothing configured',
    status: withStates('notConfigured'),
    tone: 'quiet',
    text: 'No back end configured',
  },
])('sums up $desc as "$text"', ({ status, tone, text }) => {
  expect(summarize(status, null)).toEqual({ tone, text })
})

it('says first that the console itself is gone', () => {
  expect(summarize(aStatus(), new ApiError('network', 'gone')).text).toBe('Console not reached')
})

it('does not blame the console for a context that cannot be opened', () => {
  const error = new ApiError('unavailable', 'no such file', { field: 'context' })
  expect(summarize(null, error).text).toBe('Context not open')
})
