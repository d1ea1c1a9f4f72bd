import { describe, expect, it } from 'vitest'
import { checkRule, type RuleCase } from '../../../../../test/support/check-rule.ts'
import { faultForgotten } from './fault-forgotten.ts'

const virtual = (spec: string, metadata = ''): string =>
  `{apiVersion: networking.istio.io/v1, kind: VirtualService, metadata: {name: it${metadata}}, spec: ${spec}}\n---\n`
const now = Date.parse('2026-05-10T12:00:00Z')
const abort = '{http: [{fault: {abort: {percentage: {value: 5}, httpStatus: 500}}}]}'
const created = (time: string): string => `, creationTimestamp: "${time}"`
const place = 'it spec.http[0].fault'

const cases: readonly RuleCase[] = [
  {
    desc: 'finds one of days ago',
    yaml: virtual(abort, created('2026-05-07T12:00:00Z')),
    hits: [place],
    nowMs: now,
  },
  {
    desc: 'finds a delay, by its older field',
    yaml: virtual(
      '{http: [{}, {fault: {delay: {percent: 1, fixedDelay: 5s}}}]}',
      created('2026-05-07T12:00:00Z'),
    ),
    hits: ['it spec.http[1].fault'],
    nowMs: now,
  },
  {
    desc: 'takes no notice of changes of status',
    yaml: virtual(
      abort,
      ', creationTimestamp: "2026-05-01T00:00:00Z", managedFields: [{time: "2026-05-10T11:00:00Z", subresource: status}]',
    ),
    hits: [place],
    nowMs: now,
  },
  {
    desc: 'lets one of today be',
    yaml: virtual(abort, created('2026-05-10T01:00:00Z')),
    hits: [],
    nowMs: now,
  },
  {
    desc: 'lets one that was changed today be',
    yaml: virtual(
      abort,
      ', creationTimestamp: "2026-05-01T00:00:00Z", managedFields: [{time: "2026-05-10T11:00:00Z"}]',
    ),
    hits: [],
    nowMs: now,
  },
  {
    desc: 'lets one that strikes nobody be',
    yaml: virtual(
      '{http: [{fault: {abort: {httpStatus: 500}, delay: {percentage: {value: 0}, fixedDelay: 5s}}}]}',
      created('2026-05-01T00:00:00Z'),
    ),
    hits: [],
    nowMs: now,
  },
  { desc: 'lets a file be, which has no age', yaml: virtual(abort), hits: [], nowMs: now },
  {
    desc: 'says nothing without a clock',
    yaml: virtual(abort, created('2026-05-01T00:00:00Z')),
    hits: [],
  },
  {
    desc: 'lets nonsense be',
    yaml: virtual('{http: [{fault: 7}, {fault: {abort: [1]}}]}', created('never')),
    hits: [],
    nowMs: now,
  },
]

describe('faultForgotten', () => {
  it.each(cases)('$desc', (one) => {
    expect(checkRule(faultForgotten, one)).toEqual(one.hits)
  })
})
