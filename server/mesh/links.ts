import type { MeshLink, MeshPart } from '#contract/mesh.ts'
import { defaultRevision } from './revisions.ts'

const served: ReadonlySet<MeshPart['kind']> = new Set([
  'dataPlane',
  'gateway',
  'waypoint',
  'nodeProxy',
])
const read: ReadonlySet<MeshPart['kind']> = new Set([
  'cluster',
  'metricStore',
  'traceStore',
  'dashboards',
])

export interface LinkInput {
  readonly parts: readonly MeshPart[]
  /** The revision that serves whoever names this one; see `Revisions`. */
  readonly resolve: (cluster: string | null, revision: string | null) => string
}

/** Who needs whom: the console reads back ends, a control plane configures what it serves. */
export function linkParts({ parts, resolve }: LinkInput): MeshLink[] {
  const planes = new Map<string, MeshPart>()
  for (const part of parts)
    if (part.kind === 'controlPlane')
      planes.set(`${part.cluster ?? ''} ${part.revision ?? defaultRevision}`, part)
  const ofConsole = parts.find(({ kind }) => kind === 'console')
  return parts.flatMap((part): MeshLink[] => {
    if (read.has(part.kind))
      return ofConsole === undefined
        ? []
        : [{ source: ofConsole.id, target: part.id, what: 'reads', status: part.status }]
    if (!served.has(part.kind) || !('revision' in part)) return []
    const plane = planes.get(`${part.cluster ?? ''} ${resolve(part.cluster, part.revision)}`)
    if (plane === undefined) return []
    const status = plane.status === 'failure' ? 'failure' : 'healthy'
    return [{ source: plane.id, target: part.id, what: 'configures', status }]
  })
}
