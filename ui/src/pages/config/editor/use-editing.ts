import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { writeConfig, type Draft, type LiveText, type WriteOutcome } from '#contract/writes.ts'
import { useClient } from '../../../api/client-context.ts'
import { ApiError } from '../../../api/client.ts'
import { t } from '../../../i18n/t.ts'
import { DraftStore, type DraftKey, type StoredDraft } from './draft-store.ts'

export interface EditingOptions {
  readonly begin: LiveText
  readonly isNew: boolean
  readonly user: string | null
}

/** What was sent last and how it ended. */
export interface Sent {
  readonly isDryRun: boolean
  readonly outcome: WriteOutcome | null // null: there was no answer
  readonly trouble: string | null
}

export interface Editing {
  readonly text: string
  readonly base: string
  readonly draft: Draft
  readonly isChanged: boolean
  /** A draft of before, which nobody has asked for yet. */
  readonly offered: OfferedDraft | null
  readonly isBusy: boolean
  readonly sent: Sent | null
  readonly change: (text: string) => void
  /** Goes on upon another state of the object. */
  readonly goOn: (text: string, state: { readonly base: string; resourceVersion: string }) => void
  readonly takeOffer: () => void
  readonly dropOffer: () => void
  readonly send: (how: { readonly isDryRun: boolean; readonly isAware: boolean }) => void
}

/** A draft of before, and how old it was when it was found. */
export interface OfferedDraft extends StoredDraft {
  readonly ageMs: number
}

interface State {
  readonly base: string
  readonly resourceVersion: string
  readonly isNew: boolean
}

/** A draft from the first letter to the last save: kept in the browser, sent when told to. */
export function useEditing({ begin, isNew, user }: EditingOptions): Editing {
  const client = useClient()
  const queries = useQueryClient()
  const [store] = useState(() => new DraftStore(storageOf()))
  const key: DraftKey = { context: client.context, user, object: begin.object }
  const [text, setText] = useState(begin.text)
  const [state, setState] = useState<State>({
    ...{ base: begin.text, resourceVersion: begin.resourceVersion, isNew },
  })
  const [offered, setOffered] = useState((): OfferedDraft | null => {
    const stored = store.read(key)
    if (stored === null || stored.text === begin.text) return null
    return { ...stored, ageMs: Math.max(0, Date.now() - stored.at) }
  })
  const [isBusy, setIsBusy] = useState(false)
  const [sent, setSent] = useState<Sent | null>(null)
  const isChanged = text !== state.base || (state.isNew && text !== begin.text)
  const draft: Draft = {
    text,
    replaces: state.isNew
      ? null
      : { object: begin.object, resourceVersion: state.resourceVersion, base: state.base },
  }

  const keep = useCallback(
    (kept: string, { base, resourceVersion }: State) => {
      const own = { context: client.context, user, object: begin.object }
      if (kept === base) store.drop(own)
      else store.keep(own, { text: kept, base, resourceVersion, at: Date.now() })
    },
    [store, client.context, user, begin.object],
  )

  const change = (next: string): void => {
    if (next === text) return
    setText(next)
    setSent((before) => (before?.outcome?.kind === 'conflict' ? before : null))
    if (offered === null) keep(next, state)
  }

  const goOn: Editing['goOn'] = (next, { base, resourceVersion }) => {
    const after = { base, resourceVersion, isNew: false }
    setState(after)
    setText(next)
    setSent(null)
    keep(next, after)
  }

  const finish = (outcome: WriteOutcome): void => {
    if (outcome.kind !== 'done') return
    store.drop(key)
    setState({ base: outcome.text, resourceVersion: outcome.resourceVersion, isNew: false })
    setText(outcome.text)
    for (const name of ['config', 'configObject', 'objectHistory', 'liveObject', 'validations'])
      void queries.invalidateQueries({ queryKey: [name], refetchType: 'active' })
  }

  const isMounted = useRef(true)
  useEffect(() => {
    isMounted.current = true
    return () => {
      isMounted.current = false
    }
  }, [])

  const send: Editing['send'] = ({ isDryRun, isAware }) => {
    if (isBusy) return
    setIsBusy(true)
    setSent(null)
    client
      .call(writeConfig, { body: { ...draft, isDryRun, isAware } })
      .then(
        (outcome) => {
          if (!isMounted.current) return
          setSent({ isDryRun, outcome, trouble: null })
          if (!isDryRun) finish(outcome)
        },
        (error: unknown) => {
          if (!isMounted.current) return
          const why = error instanceof ApiError ? error.message : t('Something broke in the page.')
          const end = isDryRun
            ? ''
            : ` ${t('Nothing was saved; your draft is kept in this browser.')}`
          setSent({ isDryRun, outcome: null, trouble: why + end })
        },
      )
      .finally(() => isMounted.current && setIsBusy(false))
  }

  return {
    ...{ text, base: state.base, draft, isChanged, offered, isBusy, sent, change, goOn, send },
    takeOffer: () => {
      if (offered === null) return
      const { base, resourceVersion } = offered
      // What the draft began with decides whether somebody has changed it since.
      setState((before) => (before.isNew ? before : { base, resourceVersion, isNew: false }))
      setText(offered.text)
      setOffered(null)
    },
    dropOffer: () => {
      store.drop(key)
      setOffered(null)
    },
  }
}

/** Null where the browser lets pages keep nothing. */
function storageOf(): Storage | null {
  try {
    return window.localStorage
  } catch {
    return null
  }
}
