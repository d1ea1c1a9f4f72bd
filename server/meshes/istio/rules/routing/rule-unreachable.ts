import type { Hit, Rule } from '../../../../seams/rule.ts'
import { virtualServiceKind } from '../../lookup/kinds.ts'
import { findShadows, type Shadow } from './shadows.ts'
import { rulesOf } from './virtual-service.ts'

/** Rules that come too late. */
export const ruleUnreachable: Rule = {
  id: 'MC212',
  aka: ['IST0130'],
  severity: 'warning',
  title: 'Rule that no request reaches',
  cause:
    'Rules are tried in their order, and earlier ones take everything that this one matches: one without match, one for all paths, or one with the same or a wider match.',
  effect: 'What the rule says never happens, without any error.',
  repair: 'Put narrow rules before wide ones, the one that takes everything last.',
  source: 'https://istio.io/latest/docs/reference/config/analysis/ist0130/',
  differs:
    'All kinds of matches are compared, not only equal ones: a prefix takes the paths below it.',
  kinds: [virtualServiceKind],
  needs: [],
  check: ({ spec }) =>
    (['http', 'tls', 'tcp'] as const).flatMap((protocol) =>
      findShadows(rulesOf(spec).filter((rule) => rule.protocol === protocol))
        .filter(({ isWhole }) => isWhole)
        .map(hitFor),
    ),
}

function hitFor({ rule, takenBy }: Shadow): Hit {
  const name = rule.field.get('name').text()
  return {
    field: rule.field,
    message: `No request reaches ${name === null ? 'this rule' : `rule ${name}`}: ${takenBy} before it takes them all`,
    values: { takenBy },
  }
}
