import { Button, ToggleGroup, ToggleGroupItem, Tooltip } from '@patternfly/react-core'
import { SyncAltIcon } from '@patternfly/react-icons/dist/esm/icons/sync-alt-icon'
import { memo, type ReactNode } from 'react'
import type { GraphType } from '#contract/graph-ask.ts'
import { useStatus } from '../../../../api/queries.ts'
import type { LiveGraphState } from '../../../../api/live-graph.ts'
import { ChoiceMenu } from '../../../../components/ChoiceMenu.tsx'
import { choicesOf } from '../../../../components/choices-of.ts'
import { t } from '../../../../i18n/t.ts'
import { formatSeconds } from '../../../../lib/duration.ts'
import { rhythms, type GraphView, type RhythmName } from '../../url.ts'
import { offeredWindows } from '../../windows.ts'
import { Freshness } from '../Freshness.tsx'
import { TimeButtons } from '../replay/TimeButtons.tsx'
import { DisplayMenu } from './DisplayMenu.tsx'
import { NamespaceSelect } from './NamespaceSelect.tsx'
import { ViewMenu } from './ViewMenu.tsx'
import './toolbar.css'

export interface ToolbarProps {
  readonly view: GraphView
  readonly live: LiveGraphState
  readonly onChange: (patch: Partial<GraphView>) => void
  readonly onRefresh: () => void
}

const typeWords = {
  versionedApp: { word: t('Versioned apps'), description: t('One node per app and version') },
  app: { word: t('Apps'), description: t('All versions of an app as one node') },
  workload: { word: t('Workloads'), description: t('One node per deployment, job or the like') },
  service: { word: t('Services'), description: t('Who asks which service') },
} as const satisfies Record<GraphType, { word: string; description: string }>

const rhythmWords = {
  '10s': { word: t('Live, 10 s'), description: undefined },
  '15s': { word: t('Live, 15 s'), description: undefined },
  '30s': { word: t('Live, 30 s'), description: undefined },
  '1m': { word: t('Live, 1 min'), description: undefined },
  '5m': { word: t('Live, 5 min'), description: undefined },
  '15m': { word: t('Live, 15 min'), description: undefined },
  paused: { word: t('Paused'), description: t('Asks when you change the view') },
  manual: { word: t('Manual'), description: t('Asks only when you press refresh') },
} as const satisfies Record<RhythmName, { word: string; description: string | undefined }>

type Choosing = Pick<ToolbarProps, 'view' | 'onChange'>

/** What is looked at, over which time, and how fresh it is. */
export function Toolbar({ view, live, onChange, onRefresh }: ToolbarProps): ReactNode {
  return (
    <div className="al-toolbar" role="toolbar" aria-label={t('Graph')}>
      <WhatChoices view={view} onChange={onChange} />
      <div className="al-toolbar-end">
        <Freshness view={view} live={live} onChange={onChange} />
        <TimeButtons view={view} live={live} onChange={onChange} />
        <WhenChoices view={view} onChange={onChange} />
        <Tooltip content={t('Ask again now')}>
          <Button
            variant="control"
            size="sm"
            aria-label={t('Refresh now')}
            icon={<SyncAltIcon className={live.phase === 'loading' ? 'al-turning' : ''} />}
            onClick={onRefresh}
          />
        </Tooltip>
        <MoreOfView view={view} onChange={onChange} />
      </div>
    </div>
  )
}

// Numbers come every few seconds, and change none of these: each menu is a page of components.

const WhatChoices = memo(function WhatChoices({ view, onChange }: Choosing): ReactNode {
  const { data: status } = useStatus()
  return (
    <>
      <NamespaceSelect
        selected={view.namespaces}
        onChange={(namespaces) => onChange({ namespaces: [...namespaces] })}
      />
      <ChoiceMenu
        label={t('Graph of')}
        value={view.type}
        choices={choicesOf(typeWords)}
        onChoose={(type) => onChange({ type })}
      />
      <DisplayMenu
        view={view}
        hasAmbient={status?.meshes.some((mesh) => mesh.hasAmbient) ?? false}
        onChange={onChange}
      />
      <ToggleGroup aria-label={t('Show as')} isCompact>
        <ToggleGroupItem
          text={t('Picture')}
          isSelected={view.twin === 'picture'}
          onChange={() => onChange({ twin: 'picture' })}
        />
        <ToggleGroupItem
          text={t('Table')}
          isSelected={view.twin !== 'picture'}
          onChange={() => onChange({ twin: 'table' })}
        />
      </ToggleGroup>
    </>
  )
})

const WhenChoices = memo(function WhenChoices({ view, onChange }: Choosing): ReactNode {
  const { data: status } = useStatus()
  const windows = offeredWindows(status?.metrics ?? null, view.windowSeconds)
  return (
    <>
      <ChoiceMenu
        label={t('Window')}
        value={view.windowSeconds}
        text={t('Last {{window}}', { window: formatSeconds(view.windowSeconds) })}
        choices={windows.map((value) => ({
          value,
          word: t('Last {{window}}', { window: formatSeconds(value) }),
        }))}
        onChoose={(windowSeconds) => onChange({ windowSeconds })}
      />
      <ChoiceMenu
        label={t('Refresh')}
        value={view.rhythm}
        choices={rhythms.map((value) => ({ value, ...rhythmWords[value] }))}
        onChoose={(rhythm) => onChange({ rhythm, at: null })}
      />
    </>
  )
})

const MoreOfView = memo(ViewMenu)
