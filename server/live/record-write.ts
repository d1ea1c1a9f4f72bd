import type { Logger } from 'pino'
import type { ObjectId } from '#contract/validations.ts'
import type { Caller } from '../auth/caller.ts'
import { ObjectCallError, type LiveObject, type ObjectCalls } from '../seams/object-calls.ts'
import { AppError } from '../errors.ts'

export const fieldManager = 'alidade'

/** A change that was made, or that was tried and refused. */
export interface WriteRecord {
  readonly verb: 'create' | 'update' | 'delete'
  readonly object: ObjectId
  readonly cluster: string
  readonly outcome: string // done, or how it was refused
  readonly before: string | null // resourceVersion
  readonly after: string | null
}

/** The audit line: who, what and when, and which state became which. Never what is in the object. */
export function auditWrite(log: Logger, { viewer }: Caller, record: WriteRecord): void {
  const { verb, object, cluster, outcome, before, after } = record
  log.info(
    {
      audit: {
        user: viewer.user ?? 'the console itself',
        ...{ verb, object, cluster, outcome },
        resourceVersionBefore: before,
        resourceVersionAfter: after,
      },
    },
    'write',
  )
}

/** What was done to the log of a proxy, or was tried. */
export interface LevelRecord {
  readonly namespace: string
  readonly pod: string
  readonly cluster: string
  readonly logger: string | null // null: all of them
  readonly level: string
  readonly outcome: string // done, or how it was refused
}

/** The audit line of the one thing that is changed of proxies. */
export function auditLevel(log: Logger, { viewer }: Caller, record: LevelRecord): void {
  const { namespace, pod: name, cluster, logger, level, outcome } = record
  const object = { group: '', kind: 'Pod', namespace, name }
  const user = viewer.user ?? 'the console itself'
  const audit = { user, verb: 'setLogLevel', object, cluster, outcome, logger, level }
  log.info({ audit }, 'write')
}

const reasons = { create: 'Created', update: 'Edited', delete: 'Deleted' } as const

export interface Told {
  readonly verb: WriteRecord['verb']
  readonly object: LiveObject
  readonly now: number // epoch ms
}

/**
 * Tells of a change by an Event beside the object, with the rights of whoever made it; false where
 * they may not write Events. That the change is made does not hang on it.
 */
export async function tellByEvent(
  calls: ObjectCalls,
  { identity, viewer }: Caller,
  { verb, object, now }: Told,
): Promise<boolean> {
  const { apiVersion, kind, metadata } = object
  const { name, namespace, uid, resourceVersion } = metadata
  const at = new Date(now).toISOString().replace(/\.\d+Z$/, 'Z')
  const who = viewer.user ?? 'Somebody'
  const event = {
    apiVersion: 'v1',
    kind: 'Event',
    metadata: {
      name: `${name.slice(0, 200)}.${now.toString(16)}`,
      namespace: namespace ?? 'default',
    },
    involvedObject: {
      ...{ apiVersion, kind, name },
      ...(namespace === undefined ? {} : { namespace }),
      ...(uid === undefined ? {} : { uid }),
      ...(resourceVersion === undefined ? {} : { resourceVersion }),
    },
    ...{ type: 'Normal', reason: reasons[verb], firstTimestamp: at, lastTimestamp: at, count: 1 },
    message: `${who} has ${reasons[verb].toLowerCase()} this by the Alidade console.`,
    source: { component: 'alidade' },
    reportingComponent: 'alidade',
    reportingInstance: 'alidade',
  }
  try {
    await calls.create(identity, event, { fieldManager, fieldValidation: 'Ignore' })
    return true
  } catch (error) {
    if (error instanceof ObjectCallError || error instanceof AppError) return false
    throw error
  }
}
