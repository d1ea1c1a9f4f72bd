import { setDiagnostics, type Diagnostic } from '@codemirror/lint'
import { unifiedMergeView } from '@codemirror/merge'
import { Compartment, EditorState, type Text } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import { useEffect, useRef, type ReactNode } from 'react'
import type { Place } from '#contract/writes.ts'
import { editing } from './extensions.ts'
import type { SchemaIndex } from './schema-index.ts'

/** Something to say of a stretch of the text. */
export interface Mark extends Place {
  readonly severity: 'error' | 'warning' | 'info'
  readonly message: string
  /** The whole text after a repair; null: none is known. */
  readonly repaired: string | null
}

/** A place to bring into sight; each wish is another one. */
export interface Wish {
  readonly line: number
}

export interface YamlEditorProps {
  readonly text: string
  readonly label: string
  readonly isReadOnly: boolean
  readonly marks: readonly Mark[]
  readonly schema: SchemaIndex | null
  /** What the differences are shown against; null: they are not shown. */
  readonly against: string | null
  readonly wish: Wish | null
  readonly onChange: (text: string) => void
  readonly onSave: () => void
}

/** A text to be edited. It is the reader's while they type: only another `text` replaces it. */
export function YamlEditor(props: YamlEditorProps): ReactNode {
  const { text, label, isReadOnly, marks, against, wish } = props
  const host = useRef<HTMLDivElement>(null)
  const editor = useRef<EditorView | null>(null)
  const latest = useRef(props)
  const parts = useRef({ reading: new Compartment(), difference: new Compartment() })

  useEffect(() => {
    latest.current = props
  })

  useEffect(() => {
    if (host.current === null) return undefined
    const { reading, difference } = parts.current
    const view = new EditorView({
      parent: host.current,
      state: EditorState.create({
        doc: latest.current.text,
        extensions: [
          editing({
            label,
            schema: () => latest.current.schema,
            onSave: () => latest.current.onSave(),
          }),
          reading.of([]),
          difference.of([]),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) latest.current.onChange(update.state.doc.toString())
          }),
        ],
      }),
    })
    editor.current = view
    return () => view.destroy()
  }, [label])

  useEffect(() => {
    const view = editor.current
    if (view === null || view.state.doc.toString() === text) return
    view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } })
  }, [text])

  useEffect(() => {
    const readOnly = [
      EditorState.readOnly.of(isReadOnly),
      EditorView.contentAttributes.of(isReadOnly ? { 'aria-readonly': 'true' } : {}),
    ]
    editor.current?.dispatch({ effects: parts.current.reading.reconfigure(readOnly) })
  }, [isReadOnly, label])

  useEffect(() => {
    const extension =
      against === null
        ? []
        : unifiedMergeView({
            ...{ original: against, mergeControls: false, gutter: true },
            ...{ highlightChanges: true, allowInlineDiffs: true },
          })
    editor.current?.dispatch({ effects: parts.current.difference.reconfigure(extension) })
  }, [against, label])

  useEffect(() => {
    const view = editor.current
    if (view === null) return
    const diagnostics = marks.map((mark) =>
      asDiagnostic(mark, view.state.doc, (repaired) => latest.current.onChange(repaired)),
    )
    view.dispatch(setDiagnostics(view.state, diagnostics))
  }, [marks, label])

  useEffect(() => {
    const view = editor.current
    if (view === null || wish === null || wish.line > view.state.doc.lines) return
    const { from } = view.state.doc.line(wish.line)
    view.dispatch({
      selection: { anchor: from },
      effects: EditorView.scrollIntoView(from, { y: 'center' }),
    })
    view.focus()
  }, [wish])

  return <div ref={host} className="al-yaml al-yaml-editor" />
}

function asDiagnostic(
  { line, column, endLine, endColumn, severity, message, repaired }: Mark,
  doc: Text,
  onRepair: (text: string) => void,
): Diagnostic {
  const at = (wanted: number, wantedColumn: number): number => {
    const { from, to } = doc.line(Math.min(Math.max(1, wanted), doc.lines))
    return Math.min(to, from + Math.max(0, wantedColumn - 1))
  }
  const from = at(line, column)
  return {
    ...{ from, to: Math.max(from, at(endLine, endColumn)), severity, message },
    actions: repaired === null ? [] : [{ name: 'Repair', apply: () => onRepair(repaired) }],
  }
}
