import type { Field } from '../../seams/field.ts'
import type { Rule } from '../../seams/rule.ts'
import { grpcRouteKind, httpRouteKind } from './lookup/gateway-api.ts'

export const routeMatchTwice: Rule = {
  id: 'MC425',
  aka: [],
  severity: 'warning',
  title: 'A match that an earlier rule of the route has already',
  cause: 'Two rules have the same match; of equal matches the first rule is taken.',
  effect: 'The later rule gets no request by this match.',
  repair: 'Take the match out, make it narrower, or put both backends into one rule with weights.',
  source: 'https://gateway-api.sigs.k8s.io/reference/spec/#httprouterule',
  kinds: [httpRouteKind, grpcRouteKind],
  needs: [],
  *check({ spec, kind }) {
    const seen = new Map<string, Field>()
    for (const rule of spec.get('rules').items()) {
      const matches = rule.get('matches').items()
      const own =
        matches.length === 0
          ? [{ field: rule, key: everything(kind) }]
          : matches.map((field) => ({ field, key: keyOf(field, kind) }))
      for (const { field, key } of own) {
        const first = seen.get(key)
        if (first === undefined) seen.set(key, rule)
        else if (first !== rule) {
          const place = first.path.at(-1) ?? 0
          yield {
            field,
            message: `Rule ${place} of this route has the same match; this one gets nothing by it`,
            values: { firstRule: String(place) },
          }
        }
      }
    }
  },
}

/** A rule without matches has one for every path. */
function everything(kind: string): string {
  return kind === httpRouteKind ? write({ path: { type: 'PathPrefix', value: '/' } }) : write({})
}

/** The same text for matches that mean the same: defaults put in, lists of headers in one order. */
function keyOf(match: Field, kind: string): string {
  const parts: Record<string, unknown> = {}
  for (const [name, field] of match.entries()) {
    const list = field.items().map((one) => write({ type: 'Exact', ...asRecord(one.value) }))
    parts[name] = Array.isArray(field.value) ? list.sort() : field.value
  }
  if (kind === httpRouteKind) {
    parts['path'] = { type: 'PathPrefix', value: '/', ...asRecord(parts['path']) }
  }
  return write(parts)
}

function asRecord(value: unknown): object {
  return typeof value === 'object' && value !== null ? value : {}
}

function write(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1)))
      : part,
  )
}
