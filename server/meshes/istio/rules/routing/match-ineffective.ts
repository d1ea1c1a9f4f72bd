import type { Hit, Rule } from '../../../../seams/rule.ts'
import { virtualServiceKind } from '../../lookup/kinds.ts'
import { takeOut, withFix } from '../../../../seams/fix.ts'
import { findShadows, type ShadowedMatch } from './shadows.ts'
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
        .map(hitFor),
    ),
}

/** Only what its own rule takes anyway can go without a word: else the order may be the mistake. */
function hitFor({ match, takenBy, isByOwnRule }: ShadowedMatch): Hit {
  const who = isByOwnRule ? 'another match of its rule' : takenBy
  return withFix(
    {
      field: match,
      message: `This match is never used: ${who} takes its requests before`,
      values: { takenBy },
    },
    isByOwnRule ? takeOut(match, 'Take the match out, which changes nothing') : null,
  )
}
