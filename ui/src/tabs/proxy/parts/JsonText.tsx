import { yaml } from '@codemirror/lang-yaml'
import {
  foldAll,
  foldGutter,
  foldKeymap,
  syntaxHighlighting,
  unfoldAll,
} from '@codemirror/language'
import {
  highlightSelectionMatches,
  openSearchPanel,
  search,
  searchKeymap,
} from '@codemirror/search'
import { EditorState, type Extension } from '@codemirror/state'
import { EditorView, keymap, lineNumbers } from '@codemirror/view'
import { Button } from '@patternfly/react-core'
import { CheckIcon } from '@patternfly/react-icons/dist/esm/icons/check-icon'
import { CopyIcon } from '@patternfly/react-icons/dist/esm/icons/copy-icon'
import { classHighlighter } from '@lezer/highlight'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { t } from '../../../i18n/t.ts'

export interface JsonTextProps {
  readonly text: string
  readonly label: string
  /** Beside something else: it takes no more room than it has lines. */
  readonly isSmall?: boolean
  /** Stands beside the buttons. */
  readonly children?: ReactNode
}

// What is longer is drawn without colours: they would be reckoned for seconds.
const longestColoured = 4_000_000

/** A long text to be read: only what is in sight is drawn; it folds, and is searched. */
export function JsonText({ text, label, isSmall = false, children }: JsonTextProps): ReactNode {
  const host = useRef<HTMLDivElement>(null)
  const editor = useRef<EditorView | null>(null)

  useEffect(() => {
    if (host.current === null) return undefined
    const view = new EditorView({ parent: host.current })
    editor.current = view
    return () => view.destroy()
  }, [])

  useEffect(() => {
    const isColoured = text.length <= longestColoured
    editor.current?.setState(
      EditorState.create({ doc: text, extensions: reading(label, isColoured) }),
    )
  }, [text, label])

  const run = (command: (view: EditorView) => boolean): void => {
    if (editor.current === null) return
    command(editor.current)
    editor.current.focus()
  }
  return (
    <div className="al-proxy-part">
      <div
        className="al-proxy-filters"
        role="toolbar"
        aria-label={t('Actions of {{label}}', { label })}
      >
        <Button variant="secondary" size="sm" onClick={() => run(openSearchPanel)}>
          {t('Find')}
        </Button>
        {text.length <= longestColoured && (
          <>
            <Button variant="plain" size="sm" onClick={() => run(foldAll)}>
              {t('Fold all')}
            </Button>
            <Button variant="plain" size="sm" onClick={() => run(unfoldAll)}>
              {t('Unfold all')}
            </Button>
          </>
        )}
        <CopyText text={text} />
        {children}
      </div>
      <div ref={host} className={`al-proxy-json${isSmall ? ' al-proxy-json-small' : ''}`} />
    </div>
  )
}

function CopyText({ text }: { text: string }): ReactNode {
  const [isCopied, setIsCopied] = useState(false)
  // Without https there is no clipboard; then there is nothing to press.
  const clipboard = navigator.clipboard as Clipboard | undefined
  if (clipboard === undefined) return null
  return (
    <Button
      variant="plain"
      size="sm"
      icon={isCopied ? <CheckIcon /> : <CopyIcon />}
      onClick={() => void clipboard.writeText(text).then(() => setIsCopied(true))}
      onBlur={() => setIsCopied(false)}
    >
      {isCopied ? t('Copied') : t('Copy')}
    </Button>
  )
}

function reading(label: string, isColoured: boolean): readonly Extension[] {
  return [
    lineNumbers(),
    ...(isColoured ? [foldGutter(), yaml(), syntaxHighlighting(classHighlighter)] : []),
    search({ top: true }),
    highlightSelectionMatches(),
    keymap.of([...searchKeymap, ...foldKeymap]),
    EditorState.readOnly.of(true),
    EditorView.editable.of(false),
    EditorView.contentAttributes.of({
      'aria-label': label,
      'aria-readonly': 'true',
      'aria-multiline': 'true',
      role: 'textbox',
      tabindex: '0',
    }),
  ]
}
