import { Button, Tooltip } from '@patternfly/react-core'
import { PauseIcon } from '@patternfly/react-icons/dist/esm/icons/pause-icon'
import { PlayIcon } from '@patternfly/react-icons/dist/esm/icons/play-icon'
import { RedoIcon } from '@patternfly/react-icons/dist/esm/icons/redo-icon'
import type { ReactNode } from 'react'
import { useStatus } from '../../../../api/queries.ts'
import type { LiveGraphState } from '../../../../api/live-graph.ts'
import { ChoiceMenu } from '../../../../components/ChoiceMenu.tsx'
import { t } from '../../../../i18n/t.ts'
import { formatSeconds } from '../../../../lib/duration.ts'
import { readTimeField, writeTimeField } from '../../../../lib/time-field.ts'
import type { GraphView } from '../../url.ts'
import { useNow } from '../../use-now.ts'
import {
  formatElapsed,
  frameAt,
  replayFrom,
  replayLengths,
  replayOfLast,
  speedNames,
  msBySpeed,
  type Replay,
} from './replay-plan.ts'
import { TimeLine } from './TimeLine.tsx'
import { usePlayer, type Player } from './use-player.ts'

export interface ReplayBarProps {
  readonly replay: Replay
  readonly view: GraphView
  readonly live: LiveGraphState
  readonly onChange: (patch: Partial<GraphView>) => void
}

/** The past frame by frame: how long, from when, how fast, and where one is in it. */
export function ReplayBar({ replay, view, live, onChange }: ReplayBarProps): ReactNode {
  const seek = (at: number): void => onChange({ at })
  const player = usePlayer(replay, {
    isReady: live.phase === 'still' || live.phase === 'error',
    seek,
  })
  const isPinned = view.before === replay.atMs
  return (
    <div className="al-replay" role="group" aria-label={t('Replay')}>
      <Transport player={player} />
      <Settings replay={replay} player={player} onChange={onChange} />
      <TimeLine
        replay={replay}
        view={view}
        onSeek={(index) => {
          player.pause()
          seek(frameAt(replay, index))
        }}
      />
      <div className="al-replay-end">
        <span className="al-replay-elapsed">
          {formatElapsed(replay.atMs - replay.startMs)} /{' '}
          {formatElapsed(replay.lengthSeconds * 1000)}
        </span>
        <Button
          variant="secondary"
          size="sm"
          isDisabled={isPinned}
          onClick={() => {
            player.pause()
            onChange({ before: replay.atMs, side: 'both' })
          }}
        >
          {isPinned ? t('Compared with') : t('Compare with this moment')}
        </Button>
      </div>
    </div>
  )
}

function Transport({ player }: { player: Player }): ReactNode {
  const { isPlaying, isAtEnd, play, pause } = player
  const word = isPlaying ? t('Pause') : isAtEnd ? t('Play again') : t('Play')
  const icon = isPlaying ? <PauseIcon /> : isAtEnd ? <RedoIcon /> : <PlayIcon />
  return (
    <Tooltip content={word}>
      <Button
        variant="control"
        size="sm"
        aria-label={word}
        icon={icon}
        onClick={isPlaying ? pause : play}
      />
    </Tooltip>
  )
}

interface SettingsProps extends Pick<ReplayBarProps, 'replay' | 'onChange'> {
  readonly player: Player
}

const speedWords = { slow: t('Slow'), medium: t('Medium'), fast: t('Fast') } as const

function Settings({ replay, player, onChange }: SettingsProps): ReactNode {
  const { data: status } = useStatus()
  const here = useNow()
  const nowMs = status?.now ?? here
  const retention = status?.metrics.retentionSeconds ?? null
  const { lengthSeconds, startMs } = replay
  return (
    <>
      <ChoiceMenu
        label={t('Replay length')}
        value={lengthSeconds}
        choices={[...new Set([...replayLengths, lengthSeconds])].map((value) => ({
          value,
          word: formatSeconds(value),
          description: t('The last {{length}}', { length: formatSeconds(value) }),
        }))}
        onChoose={(length) => onChange(replayOfLast(length, nowMs))}
      />
      <label className="al-replay-start">
        {t('from')}
        <input
          type="datetime-local"
          aria-label={t('Replay start')}
          value={writeTimeField(startMs, 'minute')}
          max={writeTimeField(nowMs - lengthSeconds * 1000, 'minute')}
          {...(retention === null
            ? {}
            : { min: writeTimeField(nowMs - retention * 1000, 'minute') })}
          onChange={({ currentTarget }) => {
            const asked = readTimeField(currentTarget.value)
            if (asked === null || !currentTarget.validity.valid) return
            onChange(replayFrom(asked, { lengthSeconds, nowMs }))
          }}
        />
      </label>
      <ChoiceMenu
        label={t('Replay speed')}
        value={player.speed}
        choices={speedNames.map((value) => ({
          value,
          word: speedWords[value],
          description: t('{{length}} per frame', {
            length: formatSeconds(msBySpeed[value] / 1000),
          }),
        }))}
        onChoose={player.setSpeed}
      />
    </>
  )
}
