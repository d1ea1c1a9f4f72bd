import { describe, expect, it } from 'vitest'
import { checkRule, type RuleCase } from '../../../test/support/check-rule.ts'
import { statusCondition } from './status-condition.ts'

const given = (status: string): string => `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: web, generation: 3 }
status: ${status}`
const refused =
  '{ type: Accepted, status: "False", reason: NotAllowedByListeners, message: no, observedGeneration: 3 }'

const cases: readonly RuleCase[] = [
  {
    desc: 'finds each controller that refuses',
    yaml: given(
      `{ parents: [{ controllerName: a.example/c, conditions: [] }, { controllerName: b.example/c, conditions: [${refused}] }] }`,
    ),
    hits: ['web status.parents[1].conditions[0]'],
  },
  {
    desc: 'finds conditions of the object itself',
    yaml: given(
      '{ conditions: [{ type: Programmed, status: "False", reason: AddressNotAssigned }] }',
    ),
    hits: ['web status.conditions[0]'],
  },
  {
    desc: 'finds a listener in conflict',
    yaml: given(
      '{ listeners: [{ name: a, conditions: [{ type: Conflicted, status: "True", reason: HostnameConflict }] }] }',
    ),
    hits: ['web status.listeners[0].conditions[0]'],
  },
  {
    desc: 'finds what an ancestor says',
    yaml: given(`{ ancestors: [{ controllerName: c, conditions: [${refused}] }] }`),
    hits: ['web status.ancestors[0].conditions[0]'],
  },
  {
    desc: 'is content with good conditions',
    yaml: given(
      '{ conditions: [{ type: Accepted, status: "True" }, { type: Conflicted, status: "False" }] }',
    ),
    hits: [],
  },
  {
    desc: 'waits while a controller is at it',
    yaml: given(
      '{ conditions: [{ type: Programmed, status: "False", reason: Pending }, { type: Ready, status: Unknown }] }',
    ),
    hits: [],
  },
  {
    desc: 'does not repeat what was said of an older version',
    yaml: given(
      `{ conditions: [${refused.replace('observedGeneration: 3', 'observedGeneration: 2')}] }`,
    ),
    hits: [],
  },
  {
    desc: 'says nothing of a status that is none',
    yaml: given('{ parents: text, conditions: [null, 7, { status: "False" }] }'),
    hits: [],
  },
]

describe('status-condition', () => {
  it.each(cases)('$desc', ({ hits, ...rest }) => {
    expect(checkRule(statusCondition, rest)).toEqual(hits)
  })
})
