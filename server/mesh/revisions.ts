import type { FoundComponent } from '../seams/mesh-parts.ts'
import type { ClusterMesh } from './mesh-input.ts'

/** What a revision is called that nobody has named. */
export const defaultRevision = 'default'

/** Which control plane is meant by a revision or a tag. */
export interface Revisions {
  /** The revision that a label asks for, with its tag looked up; null: the default one. */
  readonly resolve: (asked: string | null) => string
  readonly controlPlaneOf: (revision: string) => FoundComponent | null
  /** Null: tags are not known. */
  readonly tagsOf: (revision: string) => string[] | null
  readonly isKnown: boolean // whether tags are: without them a name may be one
}

export function readRevisions({ survey, readings }: ClusterMesh): Revisions {
  const { revisionByTag } = readings
  const byRevision = new Map<string, FoundComponent>()
  for (const one of survey.components)
    if (one.role === 'controlPlane' && !byRevision.has(one.revision ?? defaultRevision))
      byRevision.set(one.revision ?? defaultRevision, one)
  const [only] = byRevision.keys()
  const standIn = byRevision.size === 1 ? only : undefined
  return {
    resolve: (asked) => {
      const name = asked ?? defaultRevision
      const tagged = revisionByTag?.get(name)
      if (tagged !== undefined) return tagged
      // Whoever asks for the default one gets whichever there is, when there is but one.
      return name === defaultRevision && !byRevision.has(name) ? (standIn ?? name) : name
    },
    controlPlaneOf: (revision) => byRevision.get(revision) ?? null,
    tagsOf: (revision) =>
      revisionByTag === null
        ? null
        : [...revisionByTag].flatMap(([tag, of]) => (of === revision ? [tag] : [])).sort(),
    isKnown: revisionByTag !== null,
  }
}
