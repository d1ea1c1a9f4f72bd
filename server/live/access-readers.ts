import type { AccessReader } from '../seams/mesh-logs.ts'
import type { Mesh } from '../seams/mesh.ts'
import type { ClusterSource } from '../seams/source.ts'

interface Kept {
  readonly at: number
  readonly reader: Promise<AccessReader>
}

const keptMs = 60_000

/** Readers of the access logs of a cluster's meshes, with what their settings say; asked seldom. */
export class AccessReaders {
  readonly #meshes: readonly Mesh[]
  readonly #now: () => number
  readonly #kept = new WeakMap<ClusterSource, Kept>()

  constructor(meshes: readonly Mesh[], now: () => number) {
    this.#meshes = meshes
    this.#now = now
  }

  /** Never rejects: formats that may not be read are left to the usual ones. */
  of(cluster: ClusterSource): Promise<AccessReader> {
    const known = this.#kept.get(cluster)
    if (known !== undefined && this.#now() - known.at < keptMs) return known.reader
    const reader = this.#make(cluster)
    this.#kept.set(cluster, { at: this.#now(), reader })
    return reader
  }

  async #make(cluster: ClusterSource): Promise<AccessReader> {
    const readers = await Promise.all(
      this.#meshes.map(async ({ logs }) => {
        const places = logs.settingsAt(cluster.inventory())
        const settings = await Promise.all(
          places.map(({ namespace, name }) => cluster.logs.configMap(namespace, name)),
        )
        return logs.accessReader(settings.filter((data) => data !== null))
      }),
    )
    return (text) => {
      for (const read of readers) {
        const record = read(text)
        if (record !== null) return record
      }
      return null
    }
  }
}
