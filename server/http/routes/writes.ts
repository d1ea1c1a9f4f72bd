import type { Router } from 'express'
import type { Logger } from 'pino'
import {
  checkDraft,
  deleteConfig,
  getDeletion,
  getHistory,
  getKindSchema,
  getLive,
  getRights,
  getTemplate,
  listCreatable,
  writeConfig,
} from '#contract/writes.ts'
import type { Caller } from '../../auth/caller.ts'
import { AppError } from '../../errors.ts'
import { checkDraftOf } from '../../live/check-draft.ts'
import { deleteObject, previewDeletion } from '../../live/delete-object.ts'
import { creatableKinds, kindSchemaOf, rightsOf } from '../../live/kind-schemas.ts'
import { readHistory } from '../../live/read-history.ts'
import { writeDraft, type WriteDeps } from '../../live/write-draft.ts'
import { objectIdOf, type KindKey } from '../../seams/kube-object.ts'
import type { ClusterSource } from '../../seams/source.ts'
import { editable, writeText } from '../../writes/live-text.ts'
import { ownersOf } from '../../writes/owners.ts'
import { neutralExamples, writeTemplate } from '../../writes/template.ts'
import type { OpenContext } from '../context.ts'
import { createRateLimit } from '../limit-rate.ts'
import { route } from '../route.ts'

export interface WriteRouteDeps {
  readonly log: Logger
  readonly examples: ReadonlyMap<KindKey, Readonly<Record<string, unknown>>>
}

const writesPerMinute = 60
const checksPerMinute = 600

/** Reading, checking, writing and deleting one object, always with the rights of whoever asks. */
export function mountWrites(router: Router, deps: WriteRouteDeps): void {
  const writes = createRateLimit(writesPerMinute)
  const checks = createRateLimit(checksPerMinute)
  mountLooks(router, deps)

  route(router, checkDraft, ({ body, caller, context }) => {
    checks.count(nameOf(caller))
    return checkDraftOf(writeDeps(context, deps), { caller, draft: body })
  })

  route(router, writeConfig, ({ body, caller, context }) => {
    const { text, replaces, isDryRun, isAware } = body
    const limit = isDryRun ? checks : writes
    limit.count(nameOf(caller))
    const draft = { text, replaces }
    return writeDraft(writeDeps(context, deps), { caller, draft, isDryRun, isAware })
  })

  route(router, deleteConfig, ({ body, caller, context }) => {
    writes.count(nameOf(caller))
    return deleteObject(writeDeps(context, deps), { caller, ...body })
  })

  route(router, getDeletion, ({ query, caller, context }) => {
    checks.count(nameOf(caller))
    return previewDeletion(writeDeps(context, deps), { caller, object: query })
  })
}

/** What is looked at before anything is changed. */
function mountLooks(router: Router, { examples }: WriteRouteDeps): void {
  route(router, getRights, ({ query, caller, context }) =>
    rightsOf(clusterOf(context), caller, query),
  )

  route(router, getLive, async ({ query, caller, context }) => {
    const live = await clusterOf(context).calls.get(caller.identity, query)
    return {
      object: objectIdOf(live),
      text: writeText(editable(live)),
      resourceVersion: live.metadata.resourceVersion ?? '',
      owners: [...ownersOf(live)],
    }
  })

  route(router, getKindSchema, ({ query, context }) => kindSchemaOf(clusterOf(context), query))

  route(router, listCreatable, async ({ context }) => ({
    kinds: await creatableKinds(clusterOf(context)),
  }))

  route(router, getTemplate, async ({ query, context }) => {
    const kind = await clusterOf(context).calls.kindOf(query)
    const key = query.group === '' ? query.kind : `${query.group}/${query.kind}`
    const example = examples.get(key) ?? neutralExamples.get(key) ?? null
    return { text: writeTemplate({ object: query, ...kind, example }) }
  })

  route(router, getHistory, ({ query, caller, context }) =>
    readHistory(clusterOf(context), caller, query),
  )
}

function writeDeps({ clusters, validations }: OpenContext, { log }: WriteRouteDeps): WriteDeps {
  return { cluster: clusterOf({ clusters }), validations, log, now: Date.now }
}

/** A context has one cluster, or only a metric store. */
function clusterOf({ clusters }: Pick<OpenContext, 'clusters'>): ClusterSource {
  const [cluster] = clusters
  if (cluster !== undefined) return cluster
  throw new AppError('unavailable', 'No cluster is known here: give its --kubeconfig.')
}

/** Whose writes are counted together. */
function nameOf({ viewer }: Caller): string {
  return viewer.user ?? ''
}
