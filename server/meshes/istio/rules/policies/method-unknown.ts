import type { Hit, Rule } from '../../../../seams/rule.ts'
import { nearestTo } from '../../../../seams/nearest.ts'
import { comparedInOperations, isPattern, matchesPattern, type Compared } from './authorization.ts'
import { authorizationPolicyKind } from './policy-object.ts'
import { replaceBy } from '../../../../seams/fix.ts'

/** The methods of HTTP (RFC 9110, RFC 5789) and of WebDAV and its kin, which some services speak. */
const methods: readonly string[] = [
  ...['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'CONNECT', 'OPTIONS', 'TRACE', 'PATCH'],
  ...['PROPFIND', 'PROPPATCH', 'MKCOL', 'COPY', 'MOVE', 'LOCK', 'UNLOCK', 'SEARCH', 'REPORT'],
  ...['QUERY', 'PURGE', 'MERGE', 'BIND', 'LINK', 'UNLINK', 'ACL', 'MKCALENDAR', 'PRI'],
]

/** A method that no request has. */
export const methodUnknown: Rule = {
  id: 'MC111',
  aka: ['KIA0102'],
  severity: 'warning',
  title: 'HTTP method not known',
  cause:
    'An operation names a method that is none of HTTP, or writes one in small letters; methods are compared letter by letter.',
  effect: 'No request has this method, so the operation matches nothing.',
  repair: 'Write the method as clients send it, in capitals. For gRPC it is always POST.',
  source: 'https://istio.io/latest/docs/reference/config/security/authorization-policy/#Operation',
  differs:
    'Small letters are told of: proxies compare methods letter by letter, and Kiali does not.',
  kinds: [authorizationPolicyKind],
  needs: [],
  check: function* ({ spec }) {
    for (const one of comparedInOperations(spec, 'methods')) {
      if (!methods.some((method) => matchesPattern(one.text, method))) yield hitFor(one)
    }
  },
}

function hitFor({ field, text }: Compared): Hit {
  const capitals = text.toUpperCase()
  const isSmall = capitals !== text && methods.some((method) => matchesPattern(capitals, method))
  const meant = isSmall ? capitals : isPattern(text) ? null : nearestTo(capitals, methods)
  return {
    field,
    message: `${isPattern(text) ? `No method of HTTP matches ${text}` : `${text} is no method of HTTP`}${meant === null ? '' : `; did you mean ${meant}?`}`,
    values: { method: text },
    ...(meant === null ? {} : { fix: replaceBy(field, meant) }),
  }
}
