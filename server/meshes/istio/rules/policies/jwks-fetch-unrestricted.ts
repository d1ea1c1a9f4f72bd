import { Field } from '../../../../seams/field.ts'
import type { KubeObject } from '../../../../seams/kube-object.ts'
import { derived, type Rule } from '../../../../seams/rule.ts'
import { containersOf } from '../../lookup/workload.ts'
import { requestAuthenticationKind, writeName, writeSome } from './policy-object.ts'

const setting = 'BLOCKED_CIDRS_IN_JWKS_URIS'

/** istiod asks wherever a RequestAuthentication points. */
export const jwksFetchUnrestricted: Rule = {
  id: 'MC144',
  aka: ['IST0175'],
  severity: 'warning',
  title: 'istiod fetches keys from any address',
  cause: `RequestAuthentications point to keys by jwksUri or issuer, which istiod fetches itself, and ${setting} is not set on istiod.`,
  effect:
    'Whoever may write a RequestAuthentication can let istiod send requests to addresses that only istiod reaches, such as the metadata service of a cloud.',
  repair: `Set ${setting} on istiod to the networks that keys never come from, such as 169.254.0.0/16.`,
  source: 'https://istio.io/latest/docs/reference/config/analysis/ist0175/',
  kinds: ['apps/Deployment'],
  needs: [requestAuthenticationKind],
  check: ({ object, spec }, view) => {
    if (object.metadata.labels?.['app'] !== 'istiod') return []
    const pod = spec.get('template')
    const containers = containersOf(pod, 'containers')
    if (containers.some(isRestricted)) return []
    const pointing = view.derive(fetching, '')
    const [first] = containers
    if (first === undefined || pointing.length === 0) return []
    const discovery = containers.find((one) => one.get('name').text() === 'discovery') ?? first
    return [
      {
        field: discovery.get('env'),
        message: `${setting} is not set, so istiod fetches keys from wherever ${writeSome(pointing.map(writeName))} point${pointing.length === 1 ? 's' : ''}`,
        values: { objects: String(pointing.length) },
        related: pointing.slice(0, 10),
      },
    ]
  },
}

/** RequestAuthentications whose keys istiod has to fetch. */
const fetching = derived('request authentications with keys to fetch', (_key, view) =>
  view.all(requestAuthenticationKind).filter(hasKeysElsewhere),
)

/** Keys may stand in the object itself; then nothing is fetched. */
function hasKeysElsewhere(object: KubeObject): boolean {
  return new Field(object)
    .get('spec', 'jwtRules')
    .items()
    .some((rule) => (rule.get('jwks').text() ?? '') === '')
}

function isRestricted(container: Field): boolean {
  return container
    .get('env')
    .items()
    .some((env) => env.get('name').text() === setting && isSet(env))
}

const isSet = (env: Field): boolean =>
  (env.get('value').text() ?? '') !== '' || env.get('valueFrom').isPresent
