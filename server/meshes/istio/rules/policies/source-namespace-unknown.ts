import type { Hit, Rule, View } from '../../../../seams/rule.ts'
import { nearestTo } from '../../../../seams/nearest.ts'
import { comparedInSources, isPattern, matchesPattern, type Compared } from './authorization.ts'
import { authorizationPolicyKind } from './policy-object.ts'
import { replaceBy } from '../../../../seams/fix.ts'

/** Callers of a namespace that does not exist. */
export const sourceNamespaceUnknown: Rule = {
  id: 'MC110',
  aka: ['KIA0101', 'IST0101'],
  severity: 'warning',
  title: 'Rule speaks of callers of a namespace that is not there',
  cause: 'A source names a namespace, or a pattern of names, that the cluster does not have.',
  effect:
    'No request comes from there: in an ALLOW policy the callers that were meant are refused, in a DENY policy they get through.',
  repair: 'Name an existing namespace.',
  source: 'https://istio.io/latest/docs/reference/config/security/authorization-policy/#Source',
  kinds: [authorizationPolicyKind],
  needs: ['Namespace'],
  check: function* ({ spec }, view) {
    for (const one of comparedInSources(spec, 'namespaces', 'source.namespace')) {
      if (!isThere(view, one.text)) yield hitFor(view, one)
    }
  },
}

function isThere(view: View, text: string): boolean {
  if (!isPattern(text)) return view.get('Namespace', '', text) !== null
  return view.all('Namespace').some(({ metadata }) => matchesPattern(text, metadata.name))
}

function hitFor(view: View, { field, text, isNegative }: Compared): Hit {
  const near = nearestTo(
    text,
    view.all('Namespace').map(({ metadata }) => metadata.name),
  )
  const what = isPattern(text) ? `No namespace matches ${text}` : `There is no namespace ${text}`
  const so = isNegative ? 'so excepting it excepts nobody' : 'so nobody calls from there'
  return {
    field,
    message: `${what}, ${so}${near === null ? '' : `; did you mean ${near}?`}`,
    values: { namespace: text },
    ...(near === null ? {} : { fix: replaceBy(field, near) }),
  }
}
