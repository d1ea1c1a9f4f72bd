import type { Rule } from '../../../../seams/rule.ts'
import { virtualServiceKind } from '../../lookup/kinds.ts'
import { removing } from './fix.ts'
import { findShadows } from './shadows.ts'
import { rulesOf } from './virtual-service.ts'

/** One match of several that comes too late. */
export const matchIneffective: Rule = {
  id: 'MC213',
  aka: ['IST0131'],
  severity: 'info',
  title: 'Match that is never used',
  cause: 'An earlier match, of this rule or of another before it, is the same or wider.',
  effect: 'Requests that this match was meant for are treated as the earlier rule says.',
  repair: 'Take the match out, or put its rule before the wider one.',
  source: 'https://istio.io/latest/docs/reference/config/analysis/ist0131/',
  kinds: [virtualServiceKind],
  needs: [],
  check: ({ spec }) =>
    (['http', 'tls', 'tcp'] as const).flatMap((protocol) =>
      findShadows(rulesOf(spec).filter((rule) => rule.protocol === protocol))
        .filter(({ isWhole }) => !isWhole)
        .flatMap(({ matches }) => matches)
        .map(({ match, takenBy }) => ({
          field: match,
          message: `This match is never used: ${takenBy} takes its requests before`,
          values: { takenBy },
          fix: removing(match, 'Take the match out, which changes nothing'),
        })),
    ),
}
