import {
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
  snippetCompletion,
  type CompletionContext,
  type CompletionResult,
} from '@codemirror/autocomplete'
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands'
import { yaml } from '@codemirror/lang-yaml'
import {
  bracketMatching,
  foldGutter,
  foldKeymap,
  indentUnit,
  syntaxHighlighting,
} from '@codemirror/language'
import { lintGutter, lintKeymap } from '@codemirror/lint'
import { highlightSelectionMatches, searchKeymap } from '@codemirror/search'
import { EditorSelection, type Extension, type Text } from '@codemirror/state'
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  hoverTooltip,
  keymap,
  lineNumbers,
} from '@codemirror/view'
import { classHighlighter } from '@lezer/highlight'
import { t } from '../../../i18n/t.ts'
import { suggestAt, type Suggestion } from './complete.ts'
import { fieldHelp, tellField } from './field-words.ts'
import { indentAfter } from './indentation.ts'
import type { SchemaIndex } from './schema-index.ts'

export interface Editing {
  readonly label: string
  readonly schema: () => SchemaIndex | null
  readonly onSave: () => void
}

/** All that makes a text a YAML editor; Tab leaves it, as people with a keyboard expect. */
export function editing({ label, schema, onSave }: Editing): Extension {
  const save = (): boolean => {
    onSave()
    return true
  }
  return [
    lineNumbers(),
    foldGutter(),
    lintGutter(),
    history(),
    drawSelection(),
    indentUnit.of('  '),
    bracketMatching(),
    closeBrackets(),
    highlightActiveLine(),
    highlightActiveLineGutter(),
    highlightSelectionMatches(),
    yaml(),
    syntaxHighlighting(classHighlighter),
    EditorView.lineWrapping,
    EditorView.contentAttributes.of({
      'aria-label': label,
      'aria-multiline': 'true',
      tabindex: '0',
    }),
    autocompletion({ override: [(context) => complete(context, schema())] }),
    hoverTooltip((view, position) => tellField(view, position, schema())),
    fieldHelp(schema),
    keymap.of([
      { key: 'Mod-s', run: save, preventDefault: true },
      ...closeBracketsKeymap,
      ...completionKeymap,
      { key: 'Enter', run: breakLine },
      ...defaultKeymap,
      ...searchKeymap,
      ...historyKeymap,
      ...foldKeymap,
      ...lintKeymap,
    ]),
  ]
}

/** The parser of YAML cannot tell how deep a line is that is not written yet; what is above can. */
function breakLine(view: EditorView): boolean {
  const { state } = view
  if (state.readOnly) return false
  const change = state.changeByRange(({ from, to }) => {
    const before = state.sliceDoc(state.doc.lineAt(from).from, from)
    const insert = `\n${' '.repeat(indentAfter(before))}`
    return {
      changes: { from, to, insert },
      range: EditorSelection.cursor(from + insert.length),
    }
  })
  view.dispatch(state.update(change, { scrollIntoView: true, userEvent: 'input' }))
  return true
}

const linesOf = (doc: Text): string[] => doc.toString().split('\n')

function complete(context: CompletionContext, schema: SchemaIndex | null): CompletionResult | null {
  if (schema === null) return null
  const { state, pos } = context
  const line = state.doc.lineAt(pos)
  const place = { line: line.number - 1, column: pos - line.from }
  const suggestions = suggestAt(linesOf(state.doc), place, schema)
  if (suggestions === null) return null
  const isTyping = pos - line.from > suggestions.from
  if (!isTyping && !context.explicit) return null
  return {
    from: line.from + suggestions.from,
    options: suggestions.all.map(asOption),
    validFor: /^[\w.-]*$/,
  }
}

function asOption(one: Suggestion): ReturnType<typeof snippetCompletion> {
  const detail = one.isRequired ? t('{{type}}, required', { type: one.type }) : one.type
  return snippetCompletion(`${one.insert.replaceAll(/[${}\\]/g, String.raw`\$&`)}\${}`, {
    ...{ label: one.label, detail, type: one.type === 'value' ? 'enum' : 'property' },
    ...(one.isRequired ? { boost: 1 } : {}),
    ...(one.words === null ? {} : { info: one.words }),
  })
}
