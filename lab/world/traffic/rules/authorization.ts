import type { KubeObject } from '../../../seams.ts'
import { isRecord, listAt, recordAt, stringAt } from '../../../store/json.ts'
import type { Pod } from '../pods.ts'
import { selects, wildcardTest } from './text-match.ts'

/** A request as a policy sees it. */
export interface Access {
  readonly principal: string // '' without mTLS
  readonly namespace: string // of the principal, '' without
  readonly host: string
  readonly port: number // the server's
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
}

/** Where policies are enforced: in a proxy that reads requests, or in one that sees connections only. */
export type Layer = 'l7' | 'l4'

interface Policy {
  readonly namespace: string
  readonly selector: unknown
  readonly targets: readonly string[] // `Service/name`, `Gateway/name`; empty: chosen by selector
  readonly isDeny: boolean
  readonly rules: readonly Rule[]
}

interface Rule {
  readonly matches: (access: Access) => boolean
  readonly matchesL4: ((access: Access) => boolean) | null // null: the rule is left out there
}

/** What a policy is asked about: a pod, or a Service at its waypoint. */
export interface Guarded {
  readonly pod: Pod
  readonly waypointFor: string | null // the Service's name when a waypoint asks
}

export class AuthorizationPolicies {
  private readonly policies: readonly Policy[]
  private readonly rootNamespace: string

  constructor(objects: readonly KubeObject[], rootNamespace: string) {
    this.rootNamespace = rootNamespace
    this.policies = objects.flatMap(readPolicy)
  }

  /** Any DENY that matches refuses; where there is an ALLOW, one of them has to match. */
  allows(guarded: Guarded, access: Access, layer: Layer): boolean {
    const policies = this.policies.filter((policy) => this.covers(policy, guarded))
    if (policies.length === 0) return true
    const matches = ({ rules }: Policy): boolean =>
      rules.some((rule) => (layer === 'l7' ? rule.matches : rule.matchesL4)?.(access) ?? false)
    if (policies.some((policy) => policy.isDeny && matches(policy))) return false
    const allowing = policies.filter(({ isDeny }) => !isDeny)
    return allowing.length === 0 || allowing.some(matches)
  }

  private covers(policy: Policy, { pod, waypointFor }: Guarded): boolean {
    const { namespace } = pod.workload
    if (policy.namespace !== namespace && policy.namespace !== this.rootNamespace) return false
    if (waypointFor !== null) {
      return (
        policy.targets.includes(`Service/${waypointFor}`) ||
        policy.targets.some((target) => target.startsWith('Gateway/'))
      )
    }
    return policy.targets.length === 0 && selects(policy.selector, pod.labels)
  }
}

function readPolicy({ metadata, spec }: KubeObject): readonly Policy[] {
  const action = stringAt(spec, 'action') || 'ALLOW'
  if (action !== 'ALLOW' && action !== 'DENY') return []
  const isDeny = action === 'DENY'
  const refs = [...listAt(spec, 'targetRefs'), ...(isRecord(spec) ? [spec['targetRef']] : [])]
  return [
    {
      namespace: metadata.namespace ?? '',
      selector: recordAt(spec, 'selector')['matchLabels'],
      targets: refs
        .filter(isRecord)
        .map((ref) => `${stringAt(ref, 'kind')}/${stringAt(ref, 'name')}`),
      isDeny,
      rules: listAt(spec, 'rules').map((rule) => readRule(rule, isDeny)),
    },
  ]
}

type Test = (access: Access) => boolean

interface Tests {
  readonly l4: readonly Test[]
  readonly l7: readonly Test[]
}

/**
 * A connection-only proxy leaves an ALLOW rule that speaks of requests out, and strips a DENY rule of
 * what it says of them: both refuse more than is written. A DENY that speaks of nothing else is lost.
 */
function readRule(rule: unknown, isDeny: boolean): Rule {
  const from = listAt(rule, 'from').map((item) => sourceTests(recordAt(item, 'source')))
  const to = listAt(rule, 'to').map((item) => operationTests(recordAt(item, 'operation')))
  const when = listAt(rule, 'when').map(conditionTests)
  const all = [...from, ...to, ...when]
  const hasL7 = all.some(({ l7 }) => l7.length > 0)
  const hasL4 = all.some(({ l4 }) => l4.length > 0)
  const groups = [from, to, ...when.map((condition) => [condition])].filter((g) => g.length > 0)
  const matchesWith =
    (pick: (tests: Tests) => readonly Test[]): Test =>
    (access) =>
      groups.every((group) => group.some((tests) => pick(tests).every((test) => test(access))))
  const stripped = hasL7 && (!isDeny || !hasL4) ? null : matchesWith(({ l4 }) => l4)
  return { matches: matchesWith(({ l4, l7 }) => [...l4, ...l7]), matchesL4: stripped }
}

function sourceTests(source: unknown): Tests {
  return {
    l4: [
      ...anyOf(source, 'principals', (access) => access.principal),
      ...noneOf(source, 'notPrincipals', (access) => access.principal),
      ...anyOf(source, 'namespaces', (access) => access.namespace),
      ...noneOf(source, 'notNamespaces', (access) => access.namespace),
      ...anyOf(source, 'serviceAccounts', serviceAccountOf),
    ],
    // Nobody in this world carries a token.
    l7: anyOf(source, 'requestPrincipals', () => ''),
  }
}

function operationTests(operation: unknown): Tests {
  return {
    l4: [
      ...anyOf(operation, 'ports', (access) => String(access.port)),
      ...noneOf(operation, 'notPorts', (access) => String(access.port)),
    ],
    l7: [
      ...anyOf(operation, 'hosts', (access) => access.host),
      ...noneOf(operation, 'notHosts', (access) => access.host),
      ...anyOf(operation, 'methods', (access) => access.method),
      ...noneOf(operation, 'notMethods', (access) => access.method),
      ...anyOf(operation, 'paths', (access) => access.path),
      ...noneOf(operation, 'notPaths', (access) => access.path),
    ],
  }
}

function conditionTests(condition: unknown): Tests {
  const key = stringAt(condition, 'key')
  const header = /^request\.headers\[(.+)\]$/.exec(key)?.[1]
  const read = (access: Access): string =>
    header === undefined ? (attributes[key]?.(access) ?? '') : (access.headers[header] ?? '')
  const tests = [...anyOf(condition, 'values', read), ...noneOf(condition, 'notValues', read)]
  return key.startsWith('request.') ? { l4: [], l7: tests } : { l4: tests, l7: [] }
}

const attributes: Readonly<Record<string, (access: Access) => string>> = {
  'source.principal': (access) => access.principal,
  'source.namespace': (access) => access.namespace,
  'destination.port': (access) => String(access.port),
}

/** `cluster.local/ns/shop/sa/web` → `shop/web`. */
function serviceAccountOf({ principal }: Access): string {
  const [, , namespace = '', , account = ''] = principal.split('/')
  return `${namespace}/${account}`
}

function anyOf(part: unknown, field: string, read: (access: Access) => string): readonly Test[] {
  const list = listAt(part, field)
  if (list.length === 0) return []
  const tests = list.map((value) => wildcardTest(String(value)))
  return [(access) => tests.some((test) => test(read(access)))]
}

function noneOf(part: unknown, field: string, read: (access: Access) => string): readonly Test[] {
  return anyOf(part, field, read).map((test) => (access) => !test(access))
}
