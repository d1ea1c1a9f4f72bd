import { canSee, type Viewer } from '../../seams/identity.ts'
import type { LevelView } from '../view.ts'

/** What one viewer may read, asked of names that the telemetry carries in several places. */
export interface Rights {
  readonly seesAll: boolean
  readonly seesNamespace: (cluster: string | null, namespace: string | null) => boolean
  /** Whether the viewer may see the namespace of an end of the base graph. */
  readonly seesEnd: (end: number) => boolean
  /** Whether a host, principal or id is free of the names of namespaces that are hidden. */
  readonly seesText: (text: string) => boolean
}

const separators = /[/.:@~,→\s]+/

export function rightsOf({ level, groups }: LevelView, viewer: Viewer): Rights {
  if (viewer.sees === 'all') {
    const yes = (): boolean => true
    return { seesAll: true, seesNamespace: yes, seesEnd: yes, seesText: yes }
  }
  const seesNamespace = (cluster: string | null, namespace: string | null): boolean =>
    canSee(viewer, cluster, namespace)
  const hidden = new Set<string>()
  const note = (cluster: string | null, namespace: string | null): void => {
    if (namespace !== null && !seesNamespace(cluster, namespace)) hidden.add(namespace)
  }
  for (const { cluster, namespace } of groups) note(cluster, namespace)
  for (const { cluster, namespace } of level.base.ends) note(cluster, namespace)
  for (const { cluster, namespace } of level.base.services) note(cluster, namespace)
  // A name that is hidden in one cluster and seen in another is no secret.
  for (const { cluster, namespace } of groups) {
    if (seesNamespace(cluster, namespace)) hidden.delete(namespace)
  }
  return {
    seesAll: false,
    seesNamespace,
    seesEnd: (index) => {
      const end = level.base.ends[index]
      return end === undefined || seesNamespace(end.cluster, end.namespace)
    },
    seesText: (text) => !text.split(separators).some((part) => hidden.has(part)),
  }
}
