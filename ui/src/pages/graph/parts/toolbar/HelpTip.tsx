import { Button, Tooltip } from '@patternfly/react-core'
import { OutlinedQuestionCircleIcon } from '@patternfly/react-icons/dist/esm/icons/outlined-question-circle-icon'
import type { ReactNode } from 'react'

/** A question mark that says, to whoever points at it or comes there with Tab, what an option does. */
export function HelpTip({ of, text }: { of: string; text: string }): ReactNode {
  return (
    <Tooltip content={text} aria="labelledby" trigger="mouseenter focus click">
      <Button
        variant="plain"
        size="sm"
        className="al-help-tip"
        aria-label={`${of}: ${text}`}
        icon={<OutlinedQuestionCircleIcon />}
      />
    </Tooltip>
  )
}
