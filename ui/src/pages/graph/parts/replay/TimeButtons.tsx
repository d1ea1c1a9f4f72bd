import { Button, Tooltip } from '@patternfly/react-core'
import { HistoryIcon } from '@patternfly/react-icons/dist/esm/icons/history-icon'
import { LinkIcon } from '@patternfly/react-icons/dist/esm/icons/link-icon'
import { useState, type ReactNode } from 'react'
import type { LiveGraphState } from '../../../../api/live-graph.ts'
import { t } from '../../../../i18n/t.ts'
import type { GraphView } from '../../url.ts'
import { replayOfLast, usualLength } from './replay-plan.ts'

export interface TimeButtonsProps {
  readonly view: GraphView
  readonly live: LiveGraphState
  readonly onChange: (patch: Partial<GraphView>) => void
}

/** The ways into the past: a replay, and a link that opens this view at this moment. */
export function TimeButtons({ view, live, onChange }: TimeButtonsProps): ReactNode {
  const isReplay = view.replay !== null
  const atMs = view.at ?? live.graph?.at ?? null
  const toggle = (): void =>
    onChange(
      isReplay
        ? { replay: null, from: null, at: null }
        : replayOfLast(usualLength, Date.now() + live.clockAheadMs),
    )
  return (
    <>
      <Tooltip content={isReplay ? t('End the replay') : t('Replay the past')}>
        <Button
          variant="control"
          size="sm"
          aria-label={t('Replay')}
          aria-pressed={isReplay}
          icon={<HistoryIcon />}
          onClick={toggle}
        />
      </Tooltip>
      <CopyMoment atMs={atMs} />
    </>
  )
}

const saidMs = 2000

function CopyMoment({ atMs }: { atMs: number | null }): ReactNode {
  const [said, setSaid] = useState<string | null>(null)
  async function copy(at: number): Promise<void> {
    const address = new URL(window.location.href)
    address.searchParams.set('at', String(at))
    const isCopied = await navigator.clipboard.writeText(address.href).then(
      () => true,
      () => false,
    )
    setSaid(isCopied ? t('Copied') : t('The browser does not let this page copy'))
    setTimeout(() => setSaid(null), saidMs)
  }
  return (
    <Tooltip content={said ?? t('Copy a link to this moment')} aria-live="polite">
      <Button
        variant="control"
        size="sm"
        aria-label={t('Copy a link to this moment')}
        isDisabled={atMs === null}
        icon={<LinkIcon />}
        onClick={() => atMs !== null && void copy(atMs)}
      />
    </Tooltip>
  )
}
