import { Button } from '@patternfly/react-core'
import { CheckIcon } from '@patternfly/react-icons/dist/esm/icons/check-icon'
import { CopyIcon } from '@patternfly/react-icons/dist/esm/icons/copy-icon'
import { useState, type ReactNode } from 'react'
import { t } from '../../../i18n/t.ts'

/** Takes a text along. */
export function CopyButton({ text, label }: { text: string; label: string }): ReactNode {
  const [isCopied, setIsCopied] = useState(false)
  // Without https there is no clipboard; then there is nothing to press.
  const clipboard = navigator.clipboard as Clipboard | undefined
  if (clipboard === undefined) return null
  return (
    <Button
      variant="link"
      size="sm"
      isInline
      icon={isCopied ? <CheckIcon /> : <CopyIcon />}
      onClick={() => void clipboard.writeText(text).then(() => setIsCopied(true))}
      onBlur={() => setIsCopied(false)}
    >
      {isCopied ? t('Copied') : label}
    </Button>
  )
}
