import { Button, Tooltip } from '@patternfly/react-core'
import { CompressIcon } from '@patternfly/react-icons/dist/esm/icons/compress-icon'
import { ExpandArrowsAltIcon } from '@patternfly/react-icons/dist/esm/icons/expand-arrows-alt-icon'
import { useSyncExternalStore, type ReactNode } from 'react'
import { t } from '../../../i18n/t.ts'

/**
 * The whole page goes full screen, and the style sheet leaves away what is not the picture: menus
 * and dialogs, which hang on the page's body, would not be seen over a part of it.
 */
export function FullScreen(): ReactNode {
  const isFull = useSyncExternalStore(subscribe, read)
  // Where the page is a frame in another, that one decides.
  if (!document.fullscreenEnabled) return null
  const word = isFull ? t('Leave full screen') : t('Full screen')
  return (
    <Tooltip content={word}>
      <Button
        variant="plain"
        size="sm"
        aria-label={word}
        icon={isFull ? <CompressIcon /> : <ExpandArrowsAltIcon />}
        onClick={() => void toggle()}
      />
    </Tooltip>
  )
}

function subscribe(onChange: () => void): () => void {
  document.addEventListener('fullscreenchange', onChange)
  return () => document.removeEventListener('fullscreenchange', onChange)
}

const read = (): boolean => document.fullscreenElement !== null

async function toggle(): Promise<void> {
  if (read()) await document.exitFullscreen()
  else await document.documentElement.requestFullscreen()
}
