import { describe, expect, it } from 'vitest'
import { anInventory } from '../../test/support/inventory.ts'
import type { AccessQuestion } from '../seams/source.ts'
import { askKindRights } from './kind-rights.ts'

const identity = { kind: 'token', token: 'secret' } as const

/** A cluster that allows `resource.group@namespace`. */
function aCluster(allowed: readonly string[]) {
  const asked: string[] = []
  const write = ({ verb, resource, group, namespace }: AccessQuestion): string =>
    `${verb} ${resource}.${group}@${namespace}`
  return {
    asked,
    inventory: () => anInventory({ resources: new Map([['example.io/Policy', 'policies']]) }),
    mayThey: (_identity: unknown, questions: readonly AccessQuestion[]) => {
      asked.push(...questions.map(write))
      return Promise.resolve(questions.map((one) => allowed.includes(write(one))))
    },
  }
}

const namespacesByKind = new Map([
  ['example.io/Policy', new Set(['shop', 'bank'])],
  ['Service', new Set(['shop'])],
  ['example.io/Class', new Set([''])],
])

describe('rights by kind', () => {
  it('are asked for all namespaces first, and for single ones where that is refused', async () => {
    const cluster = aCluster(['list services.@', 'list policies.example.io@shop'])
    const mayList = await askKindRights(cluster, { identity, namespacesByKind })
    expect(cluster.asked).toEqual([
      'list policies.example.io@',
      'list services.@',
      'list classs.example.io@',
      'list policies.example.io@shop',
      'list policies.example.io@bank',
    ])
    expect([
      mayList('example.io/Policy', 'shop'),
      mayList('example.io/Policy', 'bank'),
      mayList('Service', 'anywhere'),
    ]).toEqual([true, false, true])
  })

  it('let nobody list what the whole cluster has who may only list in namespaces', async () => {
    const cluster = aCluster(['list classs.example.io@shop'])
    const mayList = await askKindRights(cluster, { identity, namespacesByKind })
    expect(mayList('example.io/Class', '')).toBe(false)
  })

  it('refuse whatever was not asked about', async () => {
    const cluster = aCluster(['list policies.example.io@'])
    const mayList = await askKindRights(cluster, { identity, namespacesByKind: new Map() })
    expect(mayList('example.io/Policy', 'shop')).toBe(false)
    expect(cluster.asked).toEqual([])
  })
})
