import { Button, ToggleGroup, ToggleGroupItem, Tooltip } from '@patternfly/react-core'
import { CompressIcon } from '@patternfly/react-icons/dist/esm/icons/compress-icon'
import { ExpandArrowsAltIcon } from '@patternfly/react-icons/dist/esm/icons/expand-arrows-alt-icon'
import type { ReactNode } from 'react'
import type { LogContainers } from '#contract/logs.ts'
import { ChoiceMenu } from '../../../components/ChoiceMenu.tsx'
import { TextFilter } from '../../../components/TextFilter.tsx'
import { t } from '../../../i18n/t.ts'
import { formatWhole } from '../../../lib/decimal.ts'
import type { Subject } from '../../tab.ts'
import type { ShownLine } from '../line-store.ts'
import type { LogQuestion } from '../live-logs.ts'
import { logSubjectOf, type ViewInAddress } from '../use-logs.ts'
import { LevelMenu } from './LevelMenu.tsx'
import { LookMenu } from './LookMenu.tsx'
import { PastChip } from './PastChip.tsx'
import { SaveMenu } from './SaveMenu.tsx'
import { Severities } from './Severities.tsx'
import { SourceMenu } from './SourceMenu.tsx'
import { TimeMenu } from './TimeMenu.tsx'
import { lineCounts, spanCounts } from '../url.ts'

export interface ToolbarProps {
  readonly address: ViewInAddress
  readonly containers: LogContainers | undefined
  readonly lines: readonly ShownLine[]
  readonly question: LogQuestion
  readonly subject: Subject
  readonly isFull: boolean
  readonly onFull: (isFull: boolean) => void
}

export function Toolbar(props: ToolbarProps): ReactNode {
  const { address, containers, isFull, onFull } = props
  const { view, change } = address
  const full = isFull ? t('Leave the large view') : t('Large view')
  return (
    <div className="al-logs-toolbar" role="toolbar" aria-label={t('Logs')}>
      <div className="al-logs-group">
        <SourceMenu address={address} containers={containers} />
        <TimeMenu address={address} />
        <PastChip address={address} />
        <ChoiceMenu
          label={t('Lines')}
          value={view.lines}
          isLabelShown
          choices={lineCounts.map((value) => ({ value, word: formatWhole(value) }))}
          onChoose={(lines) => change({ lines })}
        />
        <ChoiceMenu
          label={t('Spans')}
          value={view.spans}
          isLabelShown
          choices={spanCounts.map((value) => ({
            ...{ value, word: value === 0 ? t('none') : formatWhole(value) },
          }))}
          onChoose={(spans) => change({ spans })}
        />
        <LookMenu address={address} />
        <LevelMenu subject={logSubjectOf(props.subject)} />
        <SaveMenu {...props} />
        <Tooltip content={full}>
          <Button
            variant="plain"
            size="sm"
            aria-label={full}
            icon={isFull ? <CompressIcon /> : <ExpandArrowsAltIcon />}
            onClick={() => onFull(!isFull)}
          />
        </Tooltip>
      </div>
      <div className="al-logs-group">
        <TextFilter label={t('Show only')} text={view.show} onChange={(show) => change({ show })} />
        <TextFilter label={t('Hide')} text={view.hide} onChange={(hide) => change({ hide })} />
        <ToggleGroup isCompact aria-label={t('How texts are matched')}>
          <ToggleGroupItem
            text=".*"
            aria-label={t('Regular expressions')}
            isSelected={view.regex}
            onChange={(_, regex) => change({ regex })}
          />
          <ToggleGroupItem
            text="Aa"
            aria-label={t('Capital and small letters differ')}
            isSelected={view.case}
            onChange={(_, exactCase) => change({ case: exactCase })}
          />
        </ToggleGroup>
        <Severities address={address} />
      </div>
    </div>
  )
}
