import { Field } from '../../../seams/field.ts'
import type { ConfigObject, Inventory } from '../../../seams/inventory.ts'
import type { Callee, Grant, PermittedCall } from '../../../seams/permissions.ts'
import { namespaceOf, objectsOf } from '../config/objects.ts'
import { actionOf, sourcesOf } from '../rules/policies/authorization.ts'
import { selectorOf, targetRefsOf } from '../rules/policies/policy-object.ts'
import { addTo, type Cast, type Member } from './cast.ts'
import { permitOf } from './permit.ts'
import { isFrom, namedBy } from './sources.ts'

const securityGroup = 'security.istio.io'

/** A policy and whom it is for. */
interface Policy {
  readonly object: ConfigObject
  readonly spec: Field
  readonly home: string
  readonly isAllowing: boolean // else it denies
  readonly reach: Reach
  /** What it says of a caller, once that was asked. */
  readonly verdicts: Map<Member, Verdict>
}

type Verdict = 'allowed' | 'denied' | null // null: it does not speak of the caller

type Reach =
  | { readonly kind: 'mesh' }
  | { readonly kind: 'namespace' }
  | { readonly kind: 'workloads'; readonly keys: readonly string[] }
  | { readonly kind: 'services'; readonly keys: readonly string[] }

export interface Policies {
  readonly grants: readonly Grant[]
  /** Whether a policy denies the call, or none of those that allow speaks of the caller. */
  readonly refuses: (call: PermittedCall) => boolean
}

/**
 * What AuthorizationPolicies say of callers by name. Policies of gateways and waypoints as a whole
 * are left out: whom they let in says nothing of a pair.
 *
 * @see https://istio.io/latest/docs/reference/config/security/authorization-policy/
 */
export function readPolicies(inventory: Inventory, cast: Cast): Policies {
  const policies = objectsOf(inventory, 'AuthorizationPolicy', securityGroup).flatMap(
    (object) => readPolicy(object, cast) ?? [],
  )
  return {
    grants: policies.flatMap((policy) => grantsOf(policy, cast)),
    refuses: createRefusal(policies, cast),
  }
}

function readPolicy(object: ConfigObject, cast: Cast): Policy | null {
  const spec = new Field(object.spec)
  const home = namespaceOf(object)
  const action = actionOf(spec)
  if (action !== 'ALLOW' && action !== 'DENY') return null
  const reach = reachOf(object, cast)
  return reach === null
    ? null
    : {
        object,
        spec,
        home,
        isAllowing: action === 'ALLOW',
        reach,
        verdicts: new Map(),
      }
}

function reachOf(object: ConfigObject, cast: Cast): Reach | null {
  const home = namespaceOf(object)
  const refs = targetRefsOf(object)
  if (refs.length > 0) {
    const keys = refs.flatMap((ref) => {
      const name = ref.get('name').text()
      return ref.get('kind').text() === 'Service' && name !== null ? [`${home}/${name}`] : []
    })
    return keys.length === 0 ? null : { kind: 'services', keys }
  }
  const labels = selectorOf(object)
  const isRoot = home === cast.rootNamespace
  if (Object.keys(labels).length === 0) return { kind: isRoot ? 'mesh' : 'namespace' }
  const keys = cast.select(isRoot ? null : home, labels).map(({ key }) => key)
  return { kind: 'workloads', keys }
}

function grantsOf({ object, spec, home, isAllowing, reach }: Policy, cast: Cast): readonly Grant[] {
  // What holds for the whole mesh names no callee.
  if (!isAllowing || reach.kind === 'mesh') return []
  const callees = calleesOf(reach, home, cast)
  if (callees.length === 0) return []
  const because = permitOf(object, 'admission')
  return spec
    .get('rules')
    .items()
    .flatMap((rule) => sourcesOf(rule))
    .flatMap((source): readonly Grant[] => {
      const callers = namedBy(source, home, cast) ?? []
      return callers.length === 0 ? [] : [{ callers: keysOf(callers), callees, because }]
    })
}

const keyLists = new WeakMap<readonly Member[], readonly string[]>()

/** The keys of a list are one list, too, however many grants speak of it. */
export function keysOf(members: readonly Member[]): readonly string[] {
  const known = keyLists.get(members)
  if (known !== undefined) return known
  const keys = members.map(({ key }) => key)
  keyLists.set(members, keys)
  return keys
}

/** Without a proxy nobody enforces a policy, and what it says means nothing. */
function calleesOf(reach: Reach, home: string, cast: Cast): readonly Callee[] {
  switch (reach.kind) {
    case 'mesh':
      return []
    case 'namespace':
      return cast.inMesh(home).map(({ key }) => cast.workload(key))
    case 'workloads':
      return reach.keys
        .filter((key) => (cast.member(key)?.dataPlane ?? 'none') !== 'none')
        .map((key) => cast.workload(key))
    case 'services':
      return reach.keys.flatMap((key) => cast.service(key) ?? [])
  }
}

function createRefusal(policies: readonly Policy[], cast: Cast): Policies['refuses'] {
  const everywhere = policies.filter(({ reach }) => reach.kind === 'mesh')
  const byPlace = new Map<string, Policy[]>()
  for (const policy of policies) {
    const { reach, home } = policy
    if (reach.kind === 'namespace') addTo(byPlace, `namespace ${home}`, policy)
    if (reach.kind === 'workloads') {
      for (const key of reach.keys) addTo(byPlace, `workload ${key}`, policy)
    }
    if (reach.kind === 'services') {
      for (const key of reach.keys) addTo(byPlace, `service ${key}`, policy)
    }
  }
  const at = (place: string): readonly Policy[] => byPlace.get(place) ?? none
  const atServices = (services: readonly string[]): readonly Policy[] =>
    joined(services.map((key) => at(`service ${key}`)))
  const ofServices = rememberBy<readonly string[], readonly Policy[]>(atServices)
  // Most workloads of a namespace share a list, and with it the verdicts on each caller.
  const ofNamespace = rememberIn<readonly Policy[]>((namespace) =>
    joined([everywhere, at(`namespace ${namespace}`)]),
  )
  const atWorkload = rememberIn<readonly Policy[]>((key) => {
    const callee = cast.member(key)
    if (callee === null || callee.dataPlane === 'none') return none
    const own = at(`workload ${key}`)
    const around = ofNamespace(callee.namespace)
    return own.length === 0 ? around : joined([around, own])
  })
  return ({ caller, workload, services }) => {
    const member = cast.member(caller)
    if (member === null) return false
    // A waypoint judges for the service, the proxy or ztunnel beside it for the workload.
    if (isRefusedBy(ofServices(services), member)) return true
    return workload !== null && isRefusedBy(atWorkload(workload), member)
  }
}

const none: readonly Policy[] = []

/** Lists that are empty but for one are that one: the same lists share their verdicts. */
function joined(lists: readonly (readonly Policy[])[]): readonly Policy[] {
  const full = lists.filter(({ length }) => length > 0)
  return full.length > 1 ? full.flat() : (full[0] ?? none)
}

function rememberIn<Value>(make: (key: string) => Value): (key: string) => Value {
  const known = new Map<string, Value>()
  return (key) => {
    const made = known.get(key) ?? make(key)
    known.set(key, made)
    return made
  }
}

function rememberBy<Key extends object, Value>(make: (key: Key) => Value): (key: Key) => Value {
  const known = new WeakMap<Key, Value>()
  return (key) => {
    const made = known.get(key) ?? make(key)
    known.set(key, made)
    return made
  }
}

const refusals = new WeakMap<readonly Policy[], WeakMap<Member, boolean>>()

/** Whether a list of policies keeps a caller out; remembered, since every callee asks it again. */
function isRefusedBy(policies: readonly Policy[], member: Member): boolean {
  if (policies.length === 0) return false
  const ofList = refusals.get(policies) ?? new WeakMap<Member, boolean>()
  refusals.set(policies, ofList)
  const known = ofList.get(member)
  if (known !== undefined) return known
  const verdicts = policies.map((policy) => verdictOf(policy, member))
  const isDeniedByOne = verdicts.includes('denied')
  const hasAllowing = policies.some(({ isAllowing }) => isAllowing)
  const isRefused = isDeniedByOne || (hasAllowing && !verdicts.includes('allowed'))
  ofList.set(member, isRefused)
  return isRefused
}

function verdictOf(policy: Policy, member: Member): Verdict {
  const known = policy.verdicts.get(member)
  if (known !== undefined) return known
  const verdict = judge(policy, member)
  policy.verdicts.set(member, verdict)
  return verdict
}

function judge(policy: Policy, member: Member): Verdict {
  if (policy.isAllowing) return speaksOf(policy, member) ? 'allowed' : null
  return isDenied(policy, member) ? 'denied' : null
}

/** A rule that asks for more than a caller, such as a path, leaves other requests alone. */
function isDenied({ spec, home }: Policy, member: Member): boolean {
  return spec
    .get('rules')
    .items()
    .some((rule) => {
      const isWhole = rule.get('to').isAbsent && rule.get('when').isAbsent
      const sources = sourcesOf(rule)
      const isMeant = sources.some((one) => isSure(one) && isFrom(one, member, home))
      return isWhole && (sources.length === 0 || isMeant)
    })
}

const certain: ReadonlySet<string> = new Set([
  'principals',
  'notPrincipals',
  'namespaces',
  'notNamespaces',
  'serviceAccounts',
  'notServiceAccounts',
])

/** Whether all that a source compares is known without a request. */
const isSure = (source: Field): boolean => source.entries().every(([name]) => certain.has(name))

/** Without rules it allows nothing. */
function speaksOf({ spec, home }: Policy, member: Member): boolean {
  return spec
    .get('rules')
    .items()
    .some((rule) => {
      const sources = sourcesOf(rule)
      return sources.length === 0 || sources.some((one) => isFrom(one, member, home))
    })
}
