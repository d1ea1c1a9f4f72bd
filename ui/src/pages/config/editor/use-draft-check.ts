import { useEffect, useState } from 'react'
import { checkDraft, type Draft, type DraftCheck } from '#contract/writes.ts'
import { useClient } from '../../../api/client-context.ts'
import { ApiError } from '../../../api/client.ts'
import { t } from '../../../i18n/t.ts'

const waitMs = 350

export interface CheckedDraft {
  /** Of the newest text that was checked; null: none yet. */
  readonly check: DraftCheck | null
  /** The text that the check is of. */
  readonly of: string | null
  readonly trouble: string | null
}

/** Has the draft judged a moment after each change; a newer one takes the place of an older. */
export function useDraftCheck(draft: Draft): CheckedDraft {
  const client = useClient()
  const [checked, setChecked] = useState<CheckedDraft>({ check: null, of: null, trouble: null })
  const { text } = draft
  // What a draft replaces is the same thing as long as it reads the same.
  const replacing = JSON.stringify(draft.replaces)
  useEffect(() => {
    const gone = new AbortController()
    const timer = setTimeout(() => {
      const replaces = JSON.parse(replacing) as Draft['replaces']
      client.call(checkDraft, { body: { text, replaces } }, gone.signal).then(
        (check) => setChecked({ check, of: text, trouble: null }),
        (error: unknown) => {
          if (gone.signal.aborted) return
          const trouble = error instanceof ApiError ? error.message : t('It could not be checked.')
          setChecked((before) => ({ ...before, trouble }))
        },
      )
    }, waitMs)
    return () => {
      clearTimeout(timer)
      gone.abort()
    }
  }, [client, text, replacing])
  return checked
}
