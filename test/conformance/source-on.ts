import { afterAll, beforeAll } from 'vitest'
import type { ClusterSource } from '../../server/seams/source.ts'
import { createClusterSource } from '../../server/sources/kubernetes/cluster-source.ts'

/** A cluster that is asked for what is in one of its pods. */
export interface StartedPod {
  readonly kubeconfig: string
  /** Of somebody to whom no right has been given. */
  readonly nobodysToken: string
  readonly adminToken: string
  readonly namespace: string
  readonly pod: string
  readonly close: () => Promise<void>
}

/** A source that keeps nothing of the objects, for calls alone. */
export const createCallSource = (kubeconfigPath: string): ClusterSource =>
  createClusterSource({
    cluster: 'east',
    kubeconfigPath,
    keep: { annotationPrefixes: [], envNames: [] },
    crdGroups: [],
  })

export interface SourceOn<T> {
  readonly kube: T
  readonly source: ClusterSource
}

/** A cluster and a source on it, for the tests of a `describe`; there once they begin. */
export function useSourceOn<T extends StartedPod>(start: () => Promise<T>): () => SourceOn<T> {
  let on: SourceOn<T> | null = null
  beforeAll(async () => {
    const kube = await start()
    on = { kube, source: createCallSource(kube.kubeconfig) }
  })
  afterAll(async () => {
    await on?.source.close()
    await on?.kube.close()
  })
  return () => {
    if (on === null) throw new Error('It is there when the first test begins')
    return on
  }
}
