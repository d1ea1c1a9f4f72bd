import type { Rule } from '../../../../seams/rule.ts'
import { comparedInOperations } from './authorization.ts'
import { authorizationPolicyKind } from './policy-object.ts'
import { replaceBy } from '../../../../seams/fix.ts'

/** Paths that no request has. */
export const pathNeverMatches: Rule = {
  id: 'MC122',
  aka: [],
  severity: 'warning',
  title: 'Path that no request has',
  cause:
    'A path does not begin with a slash, or has a query in it. Paths of requests begin with a slash, and are compared without their query.',
  effect: 'The path matches nothing; in a DENY policy what was meant gets through.',
  repair: 'Write the path with a slash in front, and without `?`.',
  source: 'https://istio.io/latest/docs/reference/config/security/authorization-policy/#Operation',
  kinds: [authorizationPolicyKind],
  needs: [],
  check: function* ({ spec }) {
    for (const { field, text } of comparedInOperations(spec, 'paths')) {
      if (text.includes('?')) {
        const message = `${text} has a query, and paths are compared without it`
        yield { field, message, values: { path: text } }
      } else if (!/^[/*{]/.test(text)) {
        yield {
          field,
          message: `${text} does not begin with a slash as paths do; did you mean /${text}?`,
          values: { path: text },
          fix: replaceBy(field, `/${text}`),
        }
      }
    }
  },
}
