import type { EditorState, Extension } from '@codemirror/state'
import { showPanel, type EditorView, type Tooltip } from '@codemirror/view'
import type { SchemaField } from '#contract/writes.ts'
import type { SchemaIndex } from './schema-index.ts'
import { keyOf, pathAt } from './yaml-path.ts'

interface FieldAt {
  readonly field: SchemaField
  readonly from: number
  readonly to: number // columns of its key
}

/** The field whose key a line has, as its kind describes it. */
function fieldOfLine(state: EditorState, number: number, schema: SchemaIndex): FieldAt | null {
  const key = keyOf(state.doc.line(number).text)
  if (key === null) return null
  const path = pathAt(state.doc.toString().split('\n'), number - 1, key.from)
  const field = schema.fieldAt([...path, key.name])
  return field === null ? null : { field, from: key.from, to: key.to }
}

/** What a key under the pointer means. */
export function tellField(
  { state }: EditorView,
  position: number,
  schema: SchemaIndex | null,
): Tooltip | null {
  const line = state.doc.lineAt(position)
  const found = schema === null ? null : fieldOfLine(state, line.number, schema)
  const column = position - line.from
  if (found === null || column < found.from || column > found.to) return null
  const [pos, end] = [line.from + found.from, line.from + found.to]
  return { pos, end, above: true, create: () => ({ dom: drawField(found.field) }) }
}

/** What the field of the line with the cursor means, below the text: for those without a pointer, too. */
export function fieldHelp(schema: () => SchemaIndex | null): Extension {
  return showPanel.of(({ state }) => {
    const dom = document.createElement('aside')
    dom.className = 'al-yaml-help'
    dom.setAttribute('aria-label', 'Field of this line')
    let shown: SchemaField | null | undefined
    const show = (now: EditorState): void => {
      const index = schema()
      const { number } = now.doc.lineAt(now.selection.main.head)
      const field = index === null ? null : (fieldOfLine(now, number, index)?.field ?? null)
      if (field === shown) return
      shown = field
      dom.replaceChildren(...(field === null ? [] : [drawField(field)]))
      dom.hidden = field === null
    }
    show(state)
    return { dom, update: (update) => show(update.state) }
  })
}

function drawField(field: SchemaField): HTMLElement {
  const box = document.createElement('div')
  box.className = 'al-yaml-words'
  const add = (tag: 'strong' | 'p', text: string): void => {
    const part = document.createElement(tag)
    part.textContent = text
    box.append(part)
  }
  add('strong', `${field.path} · ${field.type === '' ? 'anything' : field.type}`)
  if (field.words !== null) add('p', field.words)
  if (field.isRequired) add('p', 'Required.')
  if (field.choices.length > 0) add('p', `One of ${field.choices.join(', ')}.`)
  if (field.usual !== null) add('p', `Left out: ${field.usual}.`)
  return box
}
