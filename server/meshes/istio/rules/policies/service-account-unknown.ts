import { Field } from '../../../../seams/field.ts'
import type { KubeObject } from '../../../../seams/kube-object.ts'
import type { Hit, Index, Rule, View } from '../../../../seams/rule.ts'
import { nearestTo } from '../../../../seams/nearest.ts'
import { meshSettings } from '../../lookup/mesh-settings.ts'
import { containersOf } from '../../lookup/workload.ts'
import { comparedInSources, isPattern, type Compared } from './authorization.ts'
import { authorizationPolicyKind } from './policy-object.ts'
import {
  hasAccount,
  isOwnTrustDomain,
  matchesSomeAccount,
  principalsIn,
  readPrincipal,
  serviceAccountKind,
} from './principal.ts'
import { replaceBy } from '../../../../seams/fix.ts'

/** A Secret by which istiod reads another cluster: accounts may be there. */
const otherClusters: Index = {
  id: 'secrets of other clusters',
  kinds: ['Secret'],
  keysOf: ({ metadata }) => (metadata.labels?.['istio/multiCluster'] === 'true' ? [''] : []),
}

/** An istiod whose cluster was given a name, as is done where the mesh has several. */
const namedClusters: Index = {
  id: 'control planes of named clusters',
  kinds: ['apps/Deployment'],
  keysOf: (object) => (object.metadata.labels?.['app'] === 'istiod' && isNamed(object) ? [''] : []),
}

function isNamed(object: KubeObject): boolean {
  const pod = new Field(object).get('spec', 'template')
  return containersOf(pod, 'containers')
    .flatMap((container) => container.get('env').items())
    .some((env) => {
      const value = env.get('value').text() ?? ''
      return env.get('name').text() === 'CLUSTER_ID' && !['', 'Kubernetes'].includes(value)
    })
}

/** A caller who does not exist. */
export const serviceAccountUnknown: Rule = {
  id: 'MC114',
  aka: ['KIA0106', 'KIA0107'],
  severity: 'error',
  title: 'Rule speaks of a service account that is not there',
  cause:
    'A source names a principal or a service account that no service account of the cluster has. Where the mesh has further clusters it may be in one of them: then this is information, and a warning where the cluster merely has a name.',
  effect:
    'No caller has this identity: in an ALLOW policy the caller that was meant is refused, in a DENY policy it gets through.',
  repair:
    'Write principals as TRUST-DOMAIN/ns/NAMESPACE/sa/ACCOUNT, without spiffe://, with the account of the pods of the caller.',
  source: 'https://istio.io/latest/docs/reference/config/security/authorization-policy/#Source',
  differs:
    'One rule for KIA0106 and KIA0107: where the mesh has further clusters, of which this one knows no accounts, it is information.',
  kinds: [authorizationPolicyKind],
  needs: [serviceAccountKind],
  check: function* ({ spec, namespace }, view) {
    for (const one of principalsIn(spec)) {
      const problem = problemOf(view, one.text)
      if (problem !== null) yield hitFor(view, one, problem)
    }
    for (const one of comparedInSources(spec, 'serviceAccounts', null)) {
      const [place, account] = placeOf(one.text, namespace)
      if (hasAccount(view, place, account)) continue
      const near = nearestTo(account, accountsOf(view, place))
      const meant = near === null ? null : one.text.replace(/[^/]+$/, near)
      yield hitFor(view, one, { text: noAccount(account, place), meant })
    }
  },
}

interface Problem {
  readonly text: string
  readonly meant: string | null
}

function problemOf(view: View, text: string): Problem | null {
  const settings = meshSettings(view)
  if (isPattern(text)) {
    const isThere =
      text === '*' || isForeign(view, text) || matchesSomeAccount(view, settings, text)
    return isThere ? null : { text: `No service account matches ${text}`, meant: null }
  }
  const principal = readPrincipal(text)
  if (principal === null) return malformed(view, text)
  const { trustDomain, namespace, account } = principal
  // Another rule speaks of trust domains that are not known.
  if (!isOwnTrustDomain(settings, trustDomain)) return null
  if (hasAccount(view, namespace, account)) return null
  const near = nearestTo(account, accountsOf(view, namespace))
  return {
    text: noAccount(account, namespace),
    meant: near === null ? null : `${trustDomain}/ns/${namespace}/sa/${near}`,
  }
}

/** A pattern that begins with the trust domain of another mesh. */
function isForeign(view: View, text: string): boolean {
  const slash = text.indexOf('/')
  if (text.startsWith('*') || slash === -1) return false
  return !isOwnTrustDomain(meshSettings(view), text.slice(0, slash))
}

function malformed(view: View, text: string): Problem {
  const stripped = text.replace(/^spiffe:\/\//, '')
  const principal = stripped === text ? null : readPrincipal(stripped)
  const isThere = principal !== null && hasAccount(view, principal.namespace, principal.account)
  return {
    text: `${text} is not written as TRUST-DOMAIN/ns/NAMESPACE/sa/ACCOUNT, so no caller has it`,
    meant: isThere ? stripped : null,
  }
}

function hitFor(view: View, { field, text, isNegative }: Compared, problem: Problem): Hit {
  const { meant } = problem
  const doubt = doubtOf(view)
  const hint = meant === null ? '' : `; did you mean ${meant}?`
  const elsewhere = doubt === null ? '' : ', unless another cluster of the mesh has it'
  const severity = doubt ?? (isNegative ? 'warning' : 'error')
  return {
    field,
    severity,
    message: `${problem.text}${elsewhere}${hint}`,
    values: { principal: text },
    ...(meant === null ? {} : { fix: replaceBy(field, meant) }),
  }
}

/** How sure it is that the account is nowhere in the mesh; null: quite. */
function doubtOf(view: View): 'info' | 'warning' | null {
  if (view.find(otherClusters, '').length > 0) return 'info'
  return view.find(namedClusters, '').length > 0 ? 'warning' : null
}

/** `cart` is of the policy's namespace, `shop/cart` of another. */
function placeOf(text: string, namespace: string): readonly [string, string] {
  const slash = text.indexOf('/')
  return slash === -1 ? [namespace, text] : [text.slice(0, slash), text.slice(slash + 1)]
}

function accountsOf(view: View, namespace: string): string[] {
  return view.inNamespace(serviceAccountKind, namespace).map((one) => one.metadata.name)
}

const noAccount = (account: string, namespace: string): string =>
  `Namespace ${namespace} has no service account ${account}`
