import { ToggleGroup, ToggleGroupItem } from '@patternfly/react-core'
import type { ReactNode } from 'react'
import type { MeshPart } from '#contract/mesh.ts'
import { HelpMenu } from '../../../components/help/HelpMenu.tsx'
import type { HelpState } from '../../../components/help/use-help.ts'
import { TextFilter } from '../../../components/TextFilter.tsx'
import { t } from '../../../i18n/t.ts'
import { isUnwell } from '../../../components/unwell.ts'
import type { MeshView } from '../url.ts'
import { KindMenu } from './KindMenu.tsx'
import { Legend } from './Legend.tsx'

export interface ToolbarProps {
  readonly parts: readonly MeshPart[]
  readonly view: MeshView
  readonly help: HelpState
  readonly onChange: (patch: Partial<MeshView>) => void
}

/** How the mesh is shown, and which of its parts. */
export function Toolbar({ parts, view, help, onChange }: ToolbarProps): ReactNode {
  const unwell = parts.filter(isUnwell).length
  return (
    <div className="al-mesh-toolbar" role="toolbar" aria-label={t('The mesh')}>
      <ToggleGroup aria-label={t('Picture or table')} isCompact>
        <ToggleGroupItem
          text={t('Picture')}
          isSelected={view.twin === 'picture'}
          onChange={() => onChange({ twin: 'picture' })}
        />
        <ToggleGroupItem
          text={t('Table')}
          isSelected={view.twin === 'table'}
          onChange={() => onChange({ twin: 'table' })}
        />
      </ToggleGroup>
      {view.twin === 'picture' && (
        <ToggleGroup aria-label={t('Layout')} isCompact>
          <ToggleGroupItem
            text={t('Left to right')}
            isSelected={view.layout === 'columns'}
            onChange={() => onChange({ layout: 'columns' })}
          />
          <ToggleGroupItem
            text={t('Top down')}
            isSelected={view.layout === 'rows'}
            onChange={() => onChange({ layout: 'rows' })}
          />
        </ToggleGroup>
      )}
      <ToggleGroup aria-label={t('Which parts')} isCompact>
        <ToggleGroupItem
          text={t('All {{parts}}', { parts: parts.length })}
          isSelected={view.shown === 'all'}
          onChange={() => onChange({ shown: 'all' })}
        />
        <ToggleGroupItem
          text={t('Not well {{unwell}}', { unwell })}
          isSelected={view.shown === 'unwell'}
          onChange={() => onChange({ shown: 'unwell' })}
        />
      </ToggleGroup>
      <span data-find className="al-mesh-find">
        <TextFilter
          label={t('Find, as in kind:gateway !healthy')}
          text={view.find}
          onChange={(find) => onChange({ find })}
        />
      </span>
      <KindMenu
        parts={parts}
        without={view.without}
        onChange={(without) => onChange({ without })}
      />
      <Legend />
      <HelpMenu isNew={help.isNew} length={t('Five stops, half a minute')} onShow={help.show} />
    </div>
  )
}
