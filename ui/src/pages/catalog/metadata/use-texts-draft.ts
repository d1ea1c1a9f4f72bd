import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import {
  writeMetadata,
  type MetadataOutcome,
  type ObjectTexts,
  type TextChange,
  type TextPart,
} from '#contract/metadata.ts'
import { ApiError } from '../../../api/client.ts'
import { useClient } from '../../../api/client-context.ts'
import { t } from '../../../i18n/t.ts'
import {
  changesOf,
  problemsOf,
  rebase,
  rowsOf,
  textsOf,
  type DraftRow,
  type RowProblem,
  type Side,
} from './draft.ts'

/** What was sent last and how it ended. */
export interface SentTexts {
  readonly isDryRun: boolean
  readonly outcome: MetadataOutcome | null // null: there was no answer
  readonly trouble: string | null
}

export interface TextsDraft {
  readonly rows: readonly DraftRow[]
  readonly changes: readonly TextChange[]
  readonly problems: ReadonlyMap<number, RowProblem>
  readonly isBusy: boolean
  readonly sent: SentTexts | null
  readonly put: (row: DraftRow) => void
  readonly add: () => void
  readonly remove: (id: number) => void
  readonly send: (how: { readonly isDryRun: boolean; readonly isAware: boolean }) => void
  /** Goes on upon what is there now, with the chosen side of each clash. */
  readonly goOn: (choice: (clash: { readonly key: string }) => Side) => void
}

interface DraftOptions {
  readonly begin: ObjectTexts
  readonly part: TextPart
  readonly onDone: (outcome: Extract<MetadataOutcome, { readonly kind: 'done' }>) => void
}

/** What there is to ask again after a write. */
const touched = ['metadata', 'liveThing', 'thing', 'namespaceDetails', 'namespaceRows', 'things']

/** Labels or annotations from the first letter to the save. */
export function useTextsDraft({ begin, part, onDone }: DraftOptions): TextsDraft {
  const client = useClient()
  const queries = useQueryClient()
  const [base, setBase] = useState(begin)
  const [rows, setRows] = useState(() => rowsOf(begin, part))
  const [isBusy, setIsBusy] = useState(false)
  const [sent, setSent] = useState<SentTexts | null>(null)
  const nextId = useRef(1_000_000)
  const isMounted = useIsMounted()
  const before = useMemo(() => textsOf(rowsOf(base, part)), [base, part])
  const problems = useMemo(() => problemsOf(part, before, rows), [part, before, rows])
  const changes = useMemo(() => changesOf(part, before, rows), [part, before, rows])

  // The same from one letter to the next: of hundreds of lines only the one that changed is drawn.
  const change = useCallback((edit: (rows: readonly DraftRow[]) => readonly DraftRow[]): void => {
    setRows(edit)
    setSent((last) => (last?.outcome?.kind === 'conflict' ? last : null))
  }, [])
  const put = useCallback(
    (row: DraftRow) => change((all) => all.map((one) => (one.id === row.id ? row : one))),
    [change],
  )
  const remove = useCallback(
    (id: number) => change((all) => all.filter((one) => one.id !== id)),
    [change],
  )

  const finish = (outcome: MetadataOutcome): void => {
    if (outcome.kind !== 'done') return
    for (const name of touched) void queries.invalidateQueries({ queryKey: [name] })
    onDone(outcome)
  }

  const send: TextsDraft['send'] = ({ isDryRun, isAware }) => {
    if (isBusy || changes.length === 0 || problems.size > 0) return
    setIsBusy(true)
    setSent(null)
    const { object, uid } = base
    client
      .call(writeMetadata, { body: { object, uid, changes: [...changes], isDryRun, isAware } })
      .then(
        (outcome) => {
          if (!isMounted.current) return
          setSent({ isDryRun, outcome, trouble: null })
          if (!isDryRun) finish(outcome)
        },
        (error: unknown) => {
          if (!isMounted.current) return
          const why = error instanceof ApiError ? error.message : t('Something broke in the page.')
          setSent({ isDryRun, outcome: null, trouble: why })
        },
      )
      .finally(() => isMounted.current && setIsBusy(false))
  }

  return {
    ...{ rows, changes, problems, isBusy, sent, send, put, remove },
    add: () => {
      nextId.current += 1
      const row = { id: nextId.current, key: '', value: '', fixed: null }
      change((all) => [...all, row])
    },
    goOn: (choice) => {
      if (sent?.outcome?.kind !== 'conflict') return
      const { state } = sent.outcome
      setRows(rebase(state, changes, choice).get(part) ?? [])
      setBase(state)
      setSent(null)
    },
  }
}

function useIsMounted(): { readonly current: boolean } {
  const isMounted = useRef(true)
  useEffect(() => {
    isMounted.current = true
    return () => {
      isMounted.current = false
    }
  }, [])
  return isMounted
}
