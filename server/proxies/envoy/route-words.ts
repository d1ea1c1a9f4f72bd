import {
  isRecord,
  numberAt,
  recordAt,
  recordsAt,
  textAt,
  type JsonRecord,
} from '../../seams/json.ts'

/** Which requests a route takes: path, methods, headers. */
export function describeMatch(match: JsonRecord): string {
  const path =
    textAt(match, 'path') ??
    suffixed(textAt(match, 'path_separated_prefix'), '/*') ??
    suffixed(textAt(match, 'prefix'), '*') ??
    prefixed('regex ', textAt(match, 'safe_regex', 'regex')) ??
    (isRecord(match['connect_matcher']) ? 'CONNECT' : '/*')
  const headers = recordsAt(match, 'headers').map(describeHeader)
  const parameters = recordsAt(match, 'query_parameters').map(
    (one) => `?${textAt(one, 'name') ?? ''}${describeValue(one)}`,
  )
  return [path, ...headers, ...parameters].join('; ')
}

const suffixed = (text: string | null, suffix: string): string | null =>
  text === null ? null : `${text}${suffix}`
const prefixed = (prefix: string, text: string | null): string | null =>
  text === null ? null : `${prefix}${text}`

function describeHeader(header: JsonRecord): string {
  const name = textAt(header, 'name') ?? ''
  const not = header['invert_match'] === true ? 'not ' : ''
  return `${not}${name}${describeValue(header)}`
}

/** `=v1`, `=v*`, `~expression`; nothing when it only has to be there. */
function describeValue(matcher: JsonRecord): string {
  const match = recordAt(matcher, 'string_match')
  const exact = textAt(match, 'exact') ?? textAt(matcher, 'exact_match')
  if (exact !== null) return `=${exact}`
  const prefix = textAt(match, 'prefix') ?? textAt(matcher, 'prefix_match')
  if (prefix !== null) return `=${prefix}*`
  const suffix = textAt(match, 'suffix') ?? textAt(matcher, 'suffix_match')
  if (suffix !== null) return `=*${suffix}`
  const inside = textAt(match, 'contains') ?? textAt(matcher, 'contains_match')
  if (inside !== null) return `=*${inside}*`
  const regex = textAt(match, 'safe_regex', 'regex') ?? textAt(matcher, 'safe_regex_match', 'regex')
  return regex === null ? '' : `~${regex}`
}

/** Where a route leads: clusters with their shares, a redirect, an answer of its own. */
export function describeDestination(route: JsonRecord): string {
  const target = recordAt(route, 'route')
  const cluster = textAt(target, 'cluster') ?? prefixed('header ', textAt(target, 'cluster_header'))
  if (cluster !== null) return cluster
  const weighted = recordsAt(target, 'weighted_clusters', 'clusters')
  if (weighted.length > 0) {
    const weights = weighted.map((one) => numberAt(one, 'weight') ?? 0)
    const all = weights.reduce((sum, weight) => sum + weight, 0)
    return weighted
      .map((one, index) => {
        const share = all === 0 ? 0 : (100 * (weights[index] ?? 0)) / all
        return `${textAt(one, 'name') ?? ''} ${Math.round(share)} %`
      })
      .join(', ')
  }
  const redirect = route['redirect']
  if (isRecord(redirect)) return `Redirect ${describeRedirect(redirect)}`.trim()
  const answer = numberAt(route, 'direct_response', 'status')
  if (answer !== null) return `Answer ${answer}`
  return isRecord(route['non_forwarding_action']) ? 'Not forwarded' : ''
}

function describeRedirect(redirect: JsonRecord): string {
  const scheme = redirect['https_redirect'] === true ? 'https' : textAt(redirect, 'scheme_redirect')
  const host = textAt(redirect, 'host_redirect') ?? ''
  const path = textAt(redirect, 'path_redirect') ?? ''
  return `${scheme === null ? '' : `${scheme}://`}${host}${path}`
}
