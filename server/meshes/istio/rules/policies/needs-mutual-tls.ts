import type { Field } from '../../../../seams/field.ts'
import type { KubeObject } from '../../../../seams/kube-object.ts'
import { derived, type Rule, type Subject, type View } from '../../../../seams/rule.ts'
import { isAmbientNamespace, isAmbientWorkload } from '../../lookup/ambient.ts'
import { meshSettings } from '../../lookup/mesh-settings.ts'
import {
  clientTlsOf,
  destinationRuleKind,
  isMutual,
  meshMode,
  modeOf,
  namespaceMode,
  peerAuthenticationKind,
  wideTlsRulesFor,
  workloadMode,
} from '../../lookup/mtls.ts'
import type { Workload } from '../../lookup/workload.ts'
import { conditionsOf, negativeOf, sourcesOf } from './authorization.ts'
import {
  authorizationPolicyKind,
  hasSelector,
  selectedWorkloads,
  targetRefsOf,
  writeName,
} from './policy-object.ts'

const sourceFields = ['principals', 'namespaces', 'serviceAccounts']
const conditionKeys = ['source.namespace', 'source.principal', 'connection.sni']

/** What only a certificate tells, where nobody shows one. */
export const needsMutualTls: Rule = {
  id: 'MC113',
  aka: ['KIA0105'],
  severity: 'error',
  title: 'Rule needs mutual TLS, which is off',
  cause:
    'The rule compares what only the certificate of the caller tells (its principal, service account, namespace or SNI), and the workloads do not get any: a PeerAuthentication says DISABLE, or clients are not told to use mutual TLS.',
  effect:
    'The caller is unknown: what allows by identity refuses everybody, and what denies by identity does not apply or, for lists such as notPrincipals, applies to everybody.',
  repair: 'Let the workloads take mutual TLS (PERMISSIVE or STRICT), or compare something else.',
  source: 'https://istio.io/latest/docs/concepts/security/#dependency-on-mutual-tls',
  kinds: [authorizationPolicyKind],
  needs: [peerAuthenticationKind, destinationRuleKind],
  check: function* (subject, view) {
    const fields = identityFields(subject.spec)
    if (fields.length === 0 || targetRefsOf(subject.object).length > 0) return
    const obstacle = obstacleFor(subject, view)
    if (obstacle === null) return
    for (const field of fields) {
      yield {
        field,
        message: `${nameOf(field)} needs the certificate of the caller, but ${obstacle.text}`,
        values: { field: nameOf(field) },
        related: obstacle.related,
      }
    }
  },
}

function identityFields(spec: Field): readonly Field[] {
  return spec
    .get('rules')
    .items()
    .flatMap((rule) => [
      ...sourcesOf(rule).flatMap((source) =>
        sourceFields.flatMap((name) => [source.get(name), source.get(negativeOf(name))]),
      ),
      ...conditionKeys.flatMap((key) => conditionsOf(rule, key)).map((one) => one.get('key')),
    ])
    .filter((field) => field.text() !== null || field.items().length > 0)
}

const nameOf = (field: Field): string => field.text() ?? String(field.path.at(-1))

interface Obstacle {
  readonly text: string
  readonly related: readonly KubeObject[]
}

function obstacleFor({ object, namespace }: Subject, view: View): Obstacle | null {
  const isForMesh = namespace === meshSettings(view).rootNamespace && !hasSelector(object)
  if (isForMesh) return atServers(meshMode(view)) ?? atClients(view, null)
  const selected = hasSelector(object) ? selectedWorkloads(view, object) : []
  if (selected.length === 0) {
    // Pods of ambient speak mutual TLS among themselves whatever is written.
    if (isAmbientNamespace(view, namespace)) return null
    return atServers(namespaceMode(view, namespace)) ?? atClients(view, namespace)
  }
  return firstObstacle(view, selected)
}

function firstObstacle(view: View, selected: readonly Workload[]): Obstacle | null {
  for (const workload of selected) {
    if (!view.derive(mayBeOff, workload.namespace) || isAmbientWorkload(view, workload)) continue
    const mode = workloadMode(view, workload.namespace, workload.labels)
    const obstacle = atServers(mode) ?? atClients(view, workload.namespace)
    if (obstacle !== null) return obstacle
  }
  return null
}

/** Whether anything at all turns mutual TLS off in a namespace: seldom, so workloads need no look. */
const mayBeOff = derived('namespaces with mutual TLS off somewhere', (namespace, view): boolean => {
  const policies = view.inNamespace(peerAuthenticationKind, namespace)
  return (
    namespaceMode(view, namespace).mode === 'DISABLE' ||
    policies.some((policy) => modeOf(policy) === 'DISABLE') ||
    atClients(view, namespace) !== null
  )
})

function atServers(effective: ReturnType<typeof meshMode>): Obstacle | null {
  const { mode, from } = effective
  if (mode !== 'DISABLE' || from === null) return null
  return { text: `${writeName(from)} disables mutual TLS`, related: [from] }
}

function atClients(view: View, namespace: string | null): Obstacle | null {
  const rules = wideTlsRulesFor(view, namespace)
  const [first] = rules
  if (first === undefined) {
    if (meshSettings(view).isAutoMtls) return null
    return { text: 'auto mTLS is off and no DestinationRule turns it on', related: [] }
  }
  if (rules.some((rule) => isMutual(clientTlsOf(rule)))) return null
  return { text: `${writeName(first)} lets clients speak without it`, related: rules }
}
