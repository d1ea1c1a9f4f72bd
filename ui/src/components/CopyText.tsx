import { Button } from '@patternfly/react-core'
import { CheckIcon } from '@patternfly/react-icons/dist/esm/icons/check-icon'
import { CopyIcon } from '@patternfly/react-icons/dist/esm/icons/copy-icon'
import { useState, type ReactNode } from 'react'
import { t } from '../i18n/t.ts'
import './components.css'

/** Text to take along: shown whole, copied with one press. `label` names it for screen readers. */
export function CopyText({ text, label }: { text: string; label: string }): ReactNode {
  const [isCopied, setIsCopied] = useState(false)

  function copy(): void {
    // Without https there is no clipboard; the text can still be selected by hand.
    const clipboard = navigator.clipboard as Clipboard | undefined
    void clipboard?.writeText(text).then(() => setIsCopied(true))
  }

  return (
    <div className="al-copy">
      {/* It scrolls when it is long: the keyboard must get there too. */}
      <code tabIndex={0} role="group" aria-label={label}>
        {text}
      </code>
      <Button
        variant="plain"
        size="sm"
        aria-label={isCopied ? t('Copied') : t('Copy {{label}}', { label })}
        icon={isCopied ? <CheckIcon /> : <CopyIcon />}
        onClick={copy}
        onBlur={() => setIsCopied(false)}
      />
    </div>
  )
}
