import type { KubeObject, ObjectReader } from '../seams.ts'
import { isRecord, listAt, recordAt, stringAt } from '../store/json.ts'
import type { Json } from '../store/json.ts'
import type { LabUser } from './users.ts'

/** One thing that somebody wants to do. */
export type AccessAsk =
  | {
      readonly verb: string
      readonly group: string
      readonly resource: string // plural, with `/subresource` if there is one
      readonly namespace: string // '' at the cluster scope
      readonly name: string
    }
  | { readonly verb: string; readonly path: string }

export interface AccessRule {
  readonly rule: Json
  readonly reason: string // in the words of the RBAC authorizer
}

/** The rules that hold for a user: the cluster's, and those of one namespace. */
export function rulesFor(
  objects: ObjectReader,
  user: LabUser,
  namespace: string,
): readonly AccessRule[] {
  const bindings = [
    ...objects.list('ClusterRoleBinding'),
    ...(namespace === '' ? [] : objects.list('RoleBinding', namespace)),
  ]
  return bindings
    .filter((binding) => listAt(binding, 'subjects').some((s) => isSubject(s, user, binding)))
    .flatMap((binding) => {
      const role = roleOf(objects, binding)
      const reason = `RBAC: allowed by ${binding.kind} "${binding.metadata.name}" of ${stringAt(recordAt(binding, 'roleRef'), 'kind')} "${stringAt(recordAt(binding, 'roleRef'), 'name')}" to user "${user.name}"`
      return listAt(role, 'rules')
        .filter(isRecord)
        .map((rule) => ({ rule, reason }))
    })
}

/** Why it is allowed; null when no rule allows it. */
export function findPermission(
  objects: ObjectReader,
  user: LabUser,
  ask: AccessAsk,
): string | null {
  if (user.groups.includes('system:masters')) return ''
  const namespace = 'path' in ask ? '' : ask.namespace
  return rulesFor(objects, user, namespace).find(({ rule }) => allows(rule, ask))?.reason ?? null
}

function allows(rule: Json, ask: AccessAsk): boolean {
  if (!has(rule, 'verbs', ask.verb)) return false
  if ('path' in ask) {
    return listAt(rule, 'nonResourceURLs').some((pattern) => isPathMatch(pattern, ask.path))
  }
  const names = listAt(rule, 'resourceNames')
  return (
    has(rule, 'apiGroups', ask.group) &&
    hasResource(rule, ask.resource) &&
    (names.length === 0 || names.includes(ask.name))
  )
}

function has(rule: Json, field: string, wanted: string): boolean {
  const list = listAt(rule, field)
  return list.includes('*') || list.includes(wanted)
}

/** `*` covers subresources too; `∗/scale` covers that subresource of everything. */
function hasResource(rule: Json, resource: string): boolean {
  if (has(rule, 'resources', resource)) return true
  const [, subresource] = resource.split('/')
  return subresource !== undefined && listAt(rule, 'resources').includes(`*/${subresource}`)
}

function isPathMatch(pattern: unknown, path: string): boolean {
  if (typeof pattern !== 'string') return false
  return pattern.endsWith('*') ? path.startsWith(pattern.slice(0, -1)) : pattern === path
}

function isSubject(subject: unknown, user: LabUser, binding: KubeObject): boolean {
  const name = stringAt(subject, 'name')
  switch (stringAt(subject, 'kind')) {
    case 'User':
      return name === user.name
    case 'Group':
      return user.groups.includes(name)
    case 'ServiceAccount': {
      const namespace = stringAt(subject, 'namespace') || (binding.metadata.namespace ?? '')
      return user.name === `system:serviceaccount:${namespace}:${name}`
    }
    default:
      return false
  }
}

function roleOf(objects: ObjectReader, binding: KubeObject): KubeObject | undefined {
  const ref = recordAt(binding, 'roleRef')
  const isCluster = ref['kind'] === 'ClusterRole'
  const roles = isCluster
    ? objects.list('ClusterRole')
    : objects.list('Role', binding.metadata.namespace)
  return roles.find((role) => role.metadata.name === ref['name'])
}
