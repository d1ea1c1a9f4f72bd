import { yaml } from '@codemirror/lang-yaml'
import { foldGutter, syntaxHighlighting } from '@codemirror/language'
import { EditorState, RangeSetBuilder, type Extension, type Text } from '@codemirror/state'
import {
  Decoration,
  EditorView,
  lineNumbers,
  WidgetType,
  type DecorationSet,
} from '@codemirror/view'
import { classHighlighter } from '@lezer/highlight'
import { useEffect, useRef, type ReactNode } from 'react'
import type { PlacedFinding } from '#contract/config.ts'
import { t } from '../../../i18n/t.ts'
import { validityLooks } from '../words.ts'
import type { LineWish } from './ObjectView.tsx'

export interface ObjectTextProps {
  readonly text: string
  readonly findings: readonly PlacedFinding[]
  readonly wish: LineWish | null
  readonly label: string
}

/** The text of an object, to be read: what is said of a line stands below it. */
export function ObjectText({ text, findings, wish, label }: ObjectTextProps): ReactNode {
  const host = useRef<HTMLDivElement>(null)
  const editor = useRef<EditorView | null>(null)
  // The same answer comes again and again: only another one may move what is being read.
  const shown = text.trimEnd()
  const notes = JSON.stringify(findings.map(noteOf))

  useEffect(() => {
    if (host.current === null) return undefined
    const view = new EditorView({ parent: host.current })
    editor.current = view
    return () => view.destroy()
  }, [])

  useEffect(() => {
    const state = EditorState.create({ doc: shown })
    const marked = decorate(state.doc, JSON.parse(notes) as readonly Note[])
    editor.current?.setState(
      EditorState.create({ doc: shown, extensions: [...reading(label), marked] }),
    )
  }, [shown, notes, label])

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

  return <div ref={host} className="al-yaml" />
}

const reading = (label: string): readonly Extension[] => [
  lineNumbers(),
  foldGutter(),
  yaml(),
  syntaxHighlighting(classHighlighter),
  EditorView.lineWrapping,
  EditorState.readOnly.of(true),
  EditorView.editable.of(false),
  EditorView.contentAttributes.of({ 'aria-label': label, 'aria-readonly': 'true', tabindex: '0' }),
]

interface Note {
  readonly line: number
  readonly severity: PlacedFinding['severity']
  readonly isAcknowledged: boolean
  readonly text: string
}

function noteOf({ line, severity, rule, message, acknowledged }: PlacedFinding): Note {
  return { line, severity, isAcknowledged: acknowledged !== null, text: `${rule} ${message}` }
}

/** A colour for each line of which something is said, and the words below it. */
function decorate(doc: Text, notes: readonly Note[]): Extension {
  const builder = new RangeSetBuilder<Decoration>()
  const sorted = [...notes]
    .filter(({ line }) => line >= 1 && line <= doc.lines)
    .sort((a, b) => a.line - b.line)
  for (const { line } of sorted.filter((note, at) => sorted[at - 1]?.line !== note.line)) {
    const { from, to } = doc.line(line)
    const here = sorted.filter((note) => note.line === line)
    builder.add(from, from, Decoration.line({ class: `al-yaml-line ${classOf(here[0])}` }))
    for (const note of here)
      builder.add(to, to, Decoration.widget({ widget: new Words(note), block: true, side: 1 }))
  }
  const marks: DecorationSet = builder.finish()
  return EditorView.decorations.of(marks)
}

function classOf(note: Note | undefined): string {
  if (note === undefined || note.isAcknowledged) return 'al-yaml-acknowledged'
  return `al-yaml-${note.severity}`
}

class Words extends WidgetType {
  readonly #note: Note

  constructor(note: Note) {
    super()
    this.#note = note
  }

  override eq(other: Words): boolean {
    return JSON.stringify(other.#note) === JSON.stringify(this.#note)
  }

  override toDOM(): HTMLElement {
    const { severity, isAcknowledged, text } = this.#note
    const words = document.createElement('div')
    words.className = `al-yaml-note ${classOf(this.#note)}`
    const word = isAcknowledged ? t('Acknowledged') : validityLooks[severity].word
    words.textContent = `${word}: ${text}`
    return words
  }
}
