import { Button } from '@patternfly/react-core'
import type { ReactNode } from 'react'
import { applyFix, type LanguageError } from '#contract/graph-language/refusal.ts'
import { t } from '../../../../i18n/t.ts'

export interface ErrorNoteProps {
  readonly id: string
  readonly word: string
  readonly text: string
  readonly error: LanguageError
  readonly onFix: (text: string) => void
}

/** Why a text cannot be read, the place in it, and each way out to take at a click. */
export function ErrorNote({ id, word, text, error, onFix }: ErrorNoteProps): ReactNode {
  const { message, from, length, fixes } = error
  const marked = text.slice(from, from + length)
  return (
    <div className="al-find-error" data-over-picture>
      <p id={id} role="alert">
        <b>{word}:</b> {message}
      </p>
      <p className="al-find-place">
        {text.slice(0, from)}
        <mark>{marked === '' ? '␣' : marked}</mark>
        {text.slice(from + length)}
      </p>
      {fixes.length > 0 && (
        <p className="al-find-fixes">
          {t('Instead:')}
          {fixes.map((fix) => (
            <Button
              key={`${fix.from} ${fix.text}`}
              variant="secondary"
              size="sm"
              onClick={() => onFix(applyFix(text, fix))}
            >
              {fix.label}
            </Button>
          ))}
        </p>
      )}
    </div>
  )
}
