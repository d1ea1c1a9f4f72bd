import type { NamespaceRow } from '#contract/catalog.ts'
import type { FoundComponent } from '../seams/mesh-parts.ts'
import type { KnownTags, MeshSight } from './mesh-input.ts'
import type { SurveyedMesh } from './surveyed.ts'

/** What a revision is called that nobody has named. */
export const defaultRevision = 'default'

/** What comes of the revision that a label asks for. */
export type ToldRevision = Pick<NamespaceRow, 'servedBy' | 'hasRevision' | 'revisionUnknown'>

/** Which control plane is meant by a revision or a tag. */
export interface Revisions {
  /** The revision that a label asks for, with its tag looked up; null: the default one. */
  readonly resolve: (asked: string | null) => string
  readonly controlPlaneOf: (revision: string) => FoundComponent | null
  /** Null: tags are not known. */
  readonly tagsOf: (revision: string) => string[] | null
  /** A name that no control plane has may be a tag: without tags it is not known what it is. */
  readonly tell: (asked: string | null) => ToldRevision
  /** Revisions, and tags as far as they are known. */
  readonly names: readonly string[]
}

/** As one viewer may know them: whoever may not list tags is told of none. */
export function readRevisions(
  found: Pick<SurveyedMesh, 'survey' | 'mesh'>,
  tags: KnownTags,
  { mayListTags }: Pick<MeshSight, 'mayListTags'>,
): Revisions {
  const revisionByTag = mayListTags && typeof tags !== 'string' ? tags : null
  const byRevision = indexControlPlanes(found)
  const [only] = byRevision.keys()
  const standIn = byRevision.size === 1 ? only : undefined
  const resolve = (asked: string | null): string => {
    const name = asked ?? defaultRevision
    const tagged = revisionByTag?.get(name)
    if (tagged !== undefined) return tagged
    // Whoever asks for the default one gets whichever there is, when there is but one.
    return name === defaultRevision && !byRevision.has(name) ? (standIn ?? name) : name
  }
  const why = mayListTags ? (typeof tags === 'string' ? tags : null) : 'forbiddenToViewer'
  return {
    resolve,
    controlPlaneOf: (revision) => byRevision.get(revision) ?? null,
    tagsOf: (revision) =>
      revisionByTag === null
        ? null
        : [...revisionByTag].flatMap(([tag, of]) => (of === revision ? [tag] : [])).sort(),
    tell: (asked) => {
      const servedBy = resolve(asked)
      if (byRevision.has(servedBy)) return { servedBy, hasRevision: true, revisionUnknown: null }
      if (byRevision.size > 0 && why === null)
        return { servedBy, hasRevision: false, revisionUnknown: null }
      const revisionUnknown =
        byRevision.size === 0 || why === null ? elsewhere : sayUnknown(servedBy, why, found)
      return { servedBy: null, hasRevision: null, revisionUnknown }
    },
    names: [...new Set([...byRevision.keys(), ...(revisionByTag?.keys() ?? [])])].sort(),
  }
}

function indexControlPlanes({
  survey,
}: Pick<SurveyedMesh, 'survey'>): ReadonlyMap<string, FoundComponent> {
  const byRevision = new Map<string, FoundComponent>()
  for (const one of survey.components)
    if (one.role === 'controlPlane' && !byRevision.has(one.revision ?? defaultRevision))
      byRevision.set(one.revision ?? defaultRevision, one)
  return byRevision
}

const elsewhere = 'The control plane is in no namespace of this cluster.'

type Why = Extract<KnownTags, string> | 'forbiddenToViewer'

function sayUnknown(name: string, why: Why, { mesh }: Pick<SurveyedMesh, 'mesh'>): string {
  const { kind, group } = mesh.parts.tags
  const right = `the right to list ${kind}s (${group})`
  const rest = {
    forbidden: `the console lacks ${right}.`,
    forbiddenToViewer: `you lack ${right}.`,
    unavailable: 'the API server did not tell which tags there are.',
  } as const satisfies Record<Why, string>
  return `Whether ${name} is a tag of a revision is not known: ${rest[why]}`
}
