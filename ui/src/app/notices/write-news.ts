import { z } from '#contract/setup.ts'
import { objectIdSchema, type ObjectId } from '#contract/validations.ts'
import { deleteConfig, writeConfig } from '#contract/writes.ts'
import { writeMetadata } from '#contract/metadata.ts'
import type { Written } from '../../api/client.ts'
import type { News } from '../../api/notices.ts'
import { t } from '../../i18n/t.ts'

/** What the bodies and answers of writes have in common. */
const bodySchema = z.object({
  isDryRun: z.boolean().default(false),
  object: objectIdSchema.optional(),
  replaces: z.object({ object: objectIdSchema }).nullish(),
})
const answerSchema = z.object({
  kind: z.string(),
  message: z.string().optional(),
  object: objectIdSchema.optional(),
})

interface Words {
  readonly done: (name: string) => string
  readonly failed: (name: string) => string
}

const saved: Words = {
  done: (name) => t('{{name}} is saved', { name }),
  failed: (name) => t('{{name}} is not saved', { name }),
}
const wordsOf: ReadonlyMap<string, Words> = new Map([
  [writeConfig.id, saved],
  [writeMetadata.id, saved],
  [
    deleteConfig.id,
    {
      done: (name) => t('{{name}} is deleted', { name }),
      failed: (name) => t('{{name}} is not deleted', { name }),
    },
  ],
])

/**
 * News of a write of configuration; null: it was a trial, or changes nothing of the cluster. Whoever
 * writes is looking at the answer already: it needs no word in passing.
 */
export function newsOfWrite({ endpoint, body, answer, error }: Written): News | null {
  const words = wordsOf.get(endpoint)
  const asked = bodySchema.safeParse(body)
  if (words === undefined || !asked.success || asked.data.isDryRun) return null
  const { object, replaces } = asked.data
  const before = object ?? replaces?.object ?? null
  if (error !== null) return newsOfFailure(words, before, error.message)
  const told = answerSchema.safeParse(answer)
  if (!told.success) return null
  const { kind, message, object: after = before } = told.data
  if (kind !== 'done') return newsOfFailure(words, before, message ?? null)
  const name = nameOf(after)
  const title = words.done(name)
  return { key: `write ${name}`, severity: 'success', title, detail: null, isToast: false }
}

function newsOfFailure(words: Words, object: ObjectId | null, detail: string | null): News {
  const name = nameOf(object)
  const title = words.failed(name)
  return { key: `write ${name}`, severity: 'danger', title, detail, isToast: false }
}

function nameOf(object: ObjectId | null): string {
  if (object === null) return t('The new object')
  const { kind, namespace, name } = object
  return namespace === '' ? `${kind} ${name}` : `${kind} ${namespace}/${name}`
}
