import type { Router } from 'express'
import type { Logger } from 'pino'
import { getMetadata, writeMetadata } from '#contract/metadata.ts'
import type { Caller } from '../../auth/caller.ts'
import { AppError } from '../../errors.ts'
import {
  readMetadata,
  writeMetadata as write,
  type MetadataDeps,
} from '../../live/write-metadata.ts'
import type { Mesh } from '../../seams/mesh.ts'
import type { OpenContext } from '../context.ts'
import { createRateLimit } from '../limit-rate.ts'
import { route } from '../route.ts'

export interface MetadataRouteDeps {
  readonly meshes: readonly Mesh[]
  readonly log: Logger
}

const writesPerMinute = 60
const checksPerMinute = 600

/** Labels and annotations of what runs, always with the rights of whoever asks. */
export function mountMetadata(router: Router, deps: MetadataRouteDeps): void {
  const writes = createRateLimit(writesPerMinute)
  const checks = createRateLimit(checksPerMinute)

  route(router, getMetadata, ({ query, caller, context }) =>
    readMetadata(metadataDeps(context, deps), { caller, object: query }),
  )

  route(router, writeMetadata, ({ body, caller, context }) => {
    const limit = body.isDryRun ? checks : writes
    limit.count(nameOf(caller))
    return write(metadataDeps(context, deps), { caller, ...body })
  })
}

function metadataDeps(
  { clusters, validations }: OpenContext,
  { meshes, log }: MetadataRouteDeps,
): MetadataDeps {
  const [cluster] = clusters
  if (cluster === undefined)
    throw new AppError('unavailable', 'No cluster is known, so that nothing can be changed.')
  const prefixes = meshes.flatMap(({ needs }) => needs.annotationPrefixes)
  const isOfMesh = (key: string): boolean => prefixes.some((prefix) => key.startsWith(prefix))
  return { cluster, validations, log, now: Date.now, isOfMesh }
}

const nameOf = ({ viewer }: Caller): string => viewer.user ?? ''
