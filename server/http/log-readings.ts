import { AppError } from '../errors.ts'
import { AccessReaders } from '../live/access-readers.ts'
import { ReadBudget, type LogMeter } from '../live/log-meter.ts'
import type { LogReading } from '../live/read-log.ts'
import type { LineFilter } from '../logs/line-filter.ts'
import type { Identity } from '../seams/identity.ts'
import type { AccessReader } from '../seams/mesh-logs.ts'
import type { Mesh } from '../seams/mesh.ts'
import type { ClusterSource } from '../seams/source.ts'

export interface LogReadingDeps {
  readonly meshes: readonly Mesh[]
  readonly ownMetrics: { readonly logs: LogMeter }
  readonly now: () => number
}

export interface StartedReading {
  readonly reading: LogReading
  readonly readAccess: AccessReader
}

const readBytesPerSecond = 48 * 1024 * 1024
const mostReaders = 2000

/** What all who read logs share, whichever question they answer: one budget, one limit. */
export class LogReadings {
  readonly #readers: AccessReaders
  readonly #budget = new ReadBudget(readBytesPerSecond)
  readonly #meter: LogMeter

  constructor({ meshes, ownMetrics, now }: LogReadingDeps) {
    this.#readers = new AccessReaders(meshes, now)
    this.#meter = ownMetrics.logs
  }

  /** Reads lines of access logs as the meshes of a cluster write them. */
  accessReader(cluster: ClusterSource): Promise<AccessReader> {
    return this.#readers.of(cluster)
  }

  /** Throws AppError tooMany, or what `filterOf` throws. */
  async start(
    cluster: ClusterSource,
    of: {
      readonly identity: Identity
      readonly filterOf: (readAccess: AccessReader) => LineFilter | null
    },
  ): Promise<StartedReading> {
    if (this.#meter.readers() > mostReaders)
      throw new AppError('tooMany', 'The console reads as many logs as it can: try again later.')
    const readAccess = await this.#readers.of(cluster)
    const { identity } = of
    const shared = { meter: this.#meter, budget: this.#budget }
    const reading = { calls: cluster.logs, identity, filter: of.filterOf(readAccess), ...shared }
    return { reading, readAccess }
  }
}
