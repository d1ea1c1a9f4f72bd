import { describe, expect, it } from 'vitest'
import { checkRule, type RuleCase } from '../../../../../test/support/check-rule.ts'
import { retriesDoNotFit } from './retries-do-not-fit.ts'

const virtual = (spec: string): string =>
  `{apiVersion: networking.istio.io/v1, kind: VirtualService, metadata: {name: it}, spec: ${spec}}\n---\n`
const rule = (rest: string): string => virtual(`{http: [{${rest}}]}`)
const place = 'it spec.http[0].retries.attempts'

const cases: readonly RuleCase[] = [
  {
    desc: 'finds a try as long as all of them',
    yaml: rule('timeout: 2s, retries: {attempts: 3, perTryTimeout: 2s}'),
    hits: [place],
  },
  {
    desc: 'finds a try that is longer',
    yaml: rule('timeout: 500ms, retries: {attempts: 1, perTryTimeout: 1s}'),
    hits: [place],
  },
  {
    desc: 'counts the first try',
    yaml: rule('timeout: 6s, retries: {attempts: 3, perTryTimeout: 2s}'),
    hits: [place],
  },
  {
    desc: 'reads durations of several units',
    yaml: rule('timeout: 1m30s, retries: {attempts: 2, perTryTimeout: 0.5m1s}'),
    hits: [place],
  },
  {
    desc: 'lets what fits be',
    yaml: rule('timeout: 8s, retries: {attempts: 3, perTryTimeout: 2s}'),
    hits: [],
  },
  {
    desc: 'lets no time-out be',
    yaml: rule('retries: {attempts: 3, perTryTimeout: 2s}'),
    hits: [],
  },
  {
    desc: 'lets a time-out switched off be',
    yaml: rule('timeout: 0s, retries: {attempts: 3, perTryTimeout: 2s}'),
    hits: [],
  },
  {
    desc: 'lets no limit for a try be',
    yaml: rule('timeout: 2s, retries: {attempts: 3}'),
    hits: [],
  },
  {
    desc: 'lets no retries be',
    yaml: rule('timeout: 1s, retries: {attempts: 0, perTryTimeout: 2s}'),
    hits: [],
  },
  {
    desc: 'lets nonsense be',
    yaml: rule('timeout: soon, retries: {attempts: x, perTryTimeout: [1]}'),
    hits: [],
  },
]

describe('retriesDoNotFit', () => {
  it.each(cases)('$desc', (one) => {
    expect(checkRule(retriesDoNotFit, one)).toEqual(one.hits)
  })
})
