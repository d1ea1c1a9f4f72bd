import type { ObjectId } from '#contract/validations.ts'

/** What an object names, so that it can be told who uses whom. */
export interface References {
  readonly objects: readonly ObjectId[]
  /** Hosts that it speaks of, in full. */
  readonly hosts: readonly string[]
  /** Hosts that there are because of it. */
  readonly definesHosts: readonly string[]
  /** Workloads by the labels of their pods; an empty namespace looks into all. */
  readonly selects: {
    readonly namespace: string
    readonly labels: Readonly<Record<string, string>>
  } | null
}

export const noReferences: References = { objects: [], hosts: [], definesHosts: [], selects: null }
