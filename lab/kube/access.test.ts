import { describe, expect, it } from 'vitest'
import type { KubeObject } from '../seams.ts'
import { ObjectStore } from '../store/object-store.ts'
import { findPermission } from './access.ts'

const apiVersion = 'rbac.authorization.k8s.io/v1'
const user = { name: 'ada', groups: ['readers'] }

function aRole(rule: Readonly<Record<string, readonly string[]>>, namespace?: string): KubeObject {
  const metadata = namespace === undefined ? { name: 'r' } : { name: 'r', namespace }
  return {
    apiVersion,
    kind: namespace === undefined ? 'ClusterRole' : 'Role',
    metadata,
    rules: [rule],
  }
}

function aBinding(
  subject: Readonly<Record<string, string>>,
  roleKind: string,
  namespace?: string,
): KubeObject {
  const metadata = namespace === undefined ? { name: 'b' } : { name: 'b', namespace }
  return {
    apiVersion,
    kind: namespace === undefined ? 'ClusterRoleBinding' : 'RoleBinding',
    metadata,
    roleRef: { kind: roleKind, name: 'r' },
    subjects: [subject],
  }
}

const pods = { apiGroups: [''], resources: ['pods'], verbs: ['get', 'list'] }
const ask = { verb: 'list', group: '', resource: 'pods', namespace: 'a', name: '' }

describe('findPermission', () => {
  it.each([
    {
      desc: 'a cluster role bound to the user everywhere',
      objects: [aRole(pods), aBinding({ kind: 'User', name: 'ada' }, 'ClusterRole')],
      ask,
      allowed: true,
    },
    {
      desc: 'a cluster role bound in another namespace',
      objects: [aRole(pods), aBinding({ kind: 'User', name: 'ada' }, 'ClusterRole', 'b')],
      ask,
      allowed: false,
    },
    {
      desc: 'a role bound to a group of the user',
      objects: [aRole(pods, 'a'), aBinding({ kind: 'Group', name: 'readers' }, 'Role', 'a')],
      ask,
      allowed: true,
    },
    {
      desc: 'a role in its namespace, asked for the whole cluster',
      objects: [aRole(pods, 'a'), aBinding({ kind: 'Group', name: 'readers' }, 'Role', 'a')],
      ask: { ...ask, namespace: '' },
      allowed: false,
    },
    {
      desc: 'another verb',
      objects: [aRole(pods), aBinding({ kind: 'User', name: 'ada' }, 'ClusterRole')],
      ask: { ...ask, verb: 'delete' },
      allowed: false,
    },
    {
      desc: 'a subresource of a resource that is allowed',
      objects: [aRole(pods), aBinding({ kind: 'User', name: 'ada' }, 'ClusterRole')],
      ask: { ...ask, verb: 'get', resource: 'pods/log' },
      allowed: false,
    },
    {
      desc: 'one object by name',
      objects: [
        aRole({ ...pods, resourceNames: ['x'] }),
        aBinding({ kind: 'User', name: 'ada' }, 'ClusterRole'),
      ],
      ask: { ...ask, verb: 'get', name: 'x' },
      allowed: true,
    },
    {
      desc: 'another object than the named one',
      objects: [
        aRole({ ...pods, resourceNames: ['x'] }),
        aBinding({ kind: 'User', name: 'ada' }, 'ClusterRole'),
      ],
      ask: { ...ask, verb: 'get', name: 'y' },
      allowed: false,
    },
    {
      desc: 'a path below an allowed one',
      objects: [
        aRole({ nonResourceURLs: ['/api/*'], verbs: ['get'] }),
        aBinding({ kind: 'User', name: 'ada' }, 'ClusterRole'),
      ],
      ask: { verb: 'get', path: '/api/v1' },
      allowed: true,
    },
    {
      desc: 'a service account',
      objects: [
        aRole(pods),
        aBinding({ kind: 'ServiceAccount', name: 'ada', namespace: 'a' }, 'ClusterRole'),
      ],
      ask,
      allowed: false,
    },
  ])('$desc: $allowed', ({ objects, ask: asked, allowed }) => {
    const store = new ObjectStore({ nowMs: () => 0 })
    for (const object of objects) store.create(object)
    expect(findPermission(store, user, asked) !== null).toBe(allowed)
  })

  it('asks no rule about the administrators', () => {
    const store = new ObjectStore({ nowMs: () => 0 })
    expect(findPermission(store, { name: 'root', groups: ['system:masters'] }, ask)).toBe('')
  })
})
