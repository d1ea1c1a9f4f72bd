import type { Identity } from '../seams/identity.ts'
import type { KindKey } from '../seams/kube-object.ts'
import type { AccessQuestion, ClusterSource } from '../seams/source.ts'

/** Whether somebody may list the objects of a kind in a namespace; empty: in all of them. */
export type MayList = (kind: KindKey, namespace: string) => boolean

export interface KindPlaces {
  readonly identity: Identity
  /** The namespaces in question, by kind; empty: objects of the whole cluster. */
  readonly namespacesByKind: ReadonlyMap<KindKey, ReadonlySet<string>>
}

/**
 * What somebody may list, kind by kind, asked with their own token: first for all namespaces at
 * once, and for single ones only where that is refused. The source remembers the answers.
 *
 * @see docs/decisions/0012-rights-by-kind.md
 */
export async function askKindRights(
  cluster: Pick<ClusterSource, 'inventory' | 'mayThey'>,
  { identity, namespacesByKind }: KindPlaces,
): Promise<MayList> {
  const resources = cluster.inventory().resources ?? new Map<KindKey, string>()
  const question = (kind: KindKey, namespace: string): AccessQuestion => {
    const [name = '', group = ''] = kind.split('/').reverse()
    // A guess where the plural is not known: who has no right to that name is refused.
    const resource = resources.get(kind) ?? `${name.toLowerCase()}s`
    return { verb: 'list', group, resource, namespace }
  }
  const kinds = [...namespacesByKind.keys()]
  const everywhere = await cluster.mayThey(
    identity,
    kinds.map((kind) => question(kind, '')),
  )
  const wholly = new Set(kinds.filter((_, index) => everywhere[index] === true))
  const places = kinds.flatMap((kind) => {
    if (wholly.has(kind)) return []
    const namespaces = [...(namespacesByKind.get(kind) ?? [])].filter((name) => name !== '')
    return namespaces.map((namespace) => ({ kind, namespace }))
  })
  const there = await cluster.mayThey(
    identity,
    places.map(({ kind, namespace }) => question(kind, namespace)),
  )
  const partly = new Set(
    places.flatMap(({ kind, namespace }, index) =>
      there[index] === true ? [`${kind} ${namespace}`] : [],
    ),
  )
  return (kind, namespace) => wholly.has(kind) || partly.has(`${kind} ${namespace}`)
}
