import type { Explanation } from '#contract/explain.ts'
import type { Mark } from '#contract/graph.ts'
import type { ConfigEffect } from '../../seams/mesh.ts'
import type { LevelNode } from '../level.ts'
import type { Subject } from './explain-rows.ts'
import { surroundingsOf } from './inventory-index.ts'
import type { Scope } from './scope.ts'

type ActingObject = Explanation['config'][number]

/** How many objects are told; a closed namespace may have hundreds. */
const objectsTold = 200

/**
 * The objects of the configuration that act on calls of a subject: of a node on calls to it, of an
 * edge on calls to its callee, by kind and name. Objects of namespaces that the viewer may not see,
 * and services there, are left out.
 */
export function listConfig(scope: Scope, { targets }: Subject): ActingObject[] {
  const found = new Map<string, ActingObject & { readonly services: string[] }>()
  for (const index of targets) {
    const node = scope.view.level.nodes[index]
    if (node === undefined) continue
    for (const { effect, on } of effectsOn(scope, node)) {
      const { kind, namespace, name, marks } = effect
      const { cluster } = node
      if (!scope.rights.seesNamespace(cluster, namespace)) continue
      const key = [cluster, kind, namespace, name].join(' ')
      const known = found.get(key)
      if (known === undefined) {
        found.set(key, { cluster, kind, namespace, name, marks: ordered(marks), services: [on] })
      } else if (!known.services.includes(on)) known.services.push(on)
    }
  }
  return [...found.values()].sort(compareObjects).slice(0, objectsTold)
}

interface EffectOn {
  readonly effect: ConfigEffect
  readonly on: string
}

function effectsOn(scope: Scope, node: LevelNode): readonly EffectOn[] {
  if (node.entry !== null) {
    const host = node.entry.hosts.find((one) => scope.rights.seesText(one)) ?? node.name
    return node.entry.effects.map((effect) => ({ effect, on: host }))
  }
  const own = node.kind === 'service' ? [`${node.namespace ?? ''}/${node.name}`] : []
  const facts = surroundingsOf(scope.view.level.base).factsOf(node.cluster)
  return [...own, ...node.services]
    .filter((service) => scope.rights.seesText(service))
    .flatMap((service) =>
      facts.flatMap(({ effectsOnService }) =>
        effectsOnService(service).map((effect) => ({ effect, on: service })),
      ),
    )
}

const ordered = (marks: readonly Mark[]): Mark[] => [...new Set(marks)].sort()

function compareObjects(a: ActingObject, b: ActingObject): number {
  const [one, other] = [a, b].map(({ kind, namespace, name }) => `${kind} ${namespace} ${name}`)
  return (one ?? '') < (other ?? '') ? -1 : 1
}
