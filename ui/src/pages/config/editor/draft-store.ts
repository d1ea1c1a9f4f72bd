import { z } from '#contract/setup.ts'
import type { ObjectId } from '#contract/validations.ts'

const storedSchema = z.object({
  text: z.string(),
  base: z.string(),
  resourceVersion: z.string(),
  at: z.number(), // epoch ms
})

/** What somebody was writing, and what they began with. */
export type StoredDraft = z.infer<typeof storedSchema>

/** Whose draft of what: drafts of another user or cluster are nobody's business. */
export interface DraftKey {
  readonly context: string | null
  readonly user: string | null
  readonly object: ObjectId
}

export type DraftStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

/** Drafts in the storage of the browser. Where it is full or forbidden, nothing is kept. */
export class DraftStore {
  readonly #storage: DraftStorage | null

  constructor(storage: DraftStorage | null) {
    this.#storage = storage
  }

  read(key: DraftKey): StoredDraft | null {
    try {
      const text = this.#storage?.getItem(write(key)) ?? null
      const parsed = storedSchema.safeParse(text === null ? null : JSON.parse(text))
      return parsed.success ? parsed.data : null
    } catch {
      return null
    }
  }

  /** False where it could not be kept. */
  keep(key: DraftKey, draft: StoredDraft): boolean {
    try {
      this.#storage?.setItem(write(key), JSON.stringify(draft))
      return this.#storage !== null
    } catch {
      return false
    }
  }

  drop(key: DraftKey): void {
    try {
      this.#storage?.removeItem(write(key))
    } catch {
      // What cannot be written to was not kept in either.
    }
  }
}

function write({ context, user, object }: DraftKey): string {
  const { group, kind, namespace, name } = object
  return `alidade.draft ${JSON.stringify([context, user, group, kind, namespace, name])}`
}
