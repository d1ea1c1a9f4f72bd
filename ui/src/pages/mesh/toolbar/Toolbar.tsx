import { ToggleGroup, ToggleGroupItem } from '@patternfly/react-core'
import type { ReactNode } from 'react'
import type { MeshPart } from '#contract/mesh.ts'
import { TextFilter } from '../../../components/TextFilter.tsx'
import { isUnwell } from '../unwell.ts'
import type { MeshView } from '../url.ts'
import { KindMenu } from './KindMenu.tsx'
import { Legend } from './Legend.tsx'

export interface ToolbarProps {
  readonly parts: readonly MeshPart[]
  readonly view: MeshView
  readonly onChange: (patch: Partial<MeshView>) => void
}

/** How the mesh is shown, and which of its parts. */
export function Toolbar({ parts, view, onChange }: ToolbarProps): ReactNode {
  const unwell = parts.filter(isUnwell).length
  return (
    <div className="al-mesh-toolbar" role="toolbar" aria-label="The mesh">
      <ToggleGroup aria-label="Picture or table" isCompact>
        <ToggleGroupItem
          text="Picture"
          isSelected={view.twin === 'picture'}
          onChange={() => onChange({ twin: 'picture' })}
        />
        <ToggleGroupItem
          text="Table"
          isSelected={view.twin === 'table'}
          onChange={() => onChange({ twin: 'table' })}
        />
      </ToggleGroup>
      <ToggleGroup aria-label="Which parts" isCompact>
        <ToggleGroupItem
          text={`All ${parts.length}`}
          isSelected={view.shown === 'all'}
          onChange={() => onChange({ shown: 'all' })}
        />
        <ToggleGroupItem
          text={`Not well ${unwell}`}
          isSelected={view.shown === 'unwell'}
          onChange={() => onChange({ shown: 'unwell' })}
        />
      </ToggleGroup>
      <TextFilter
        label="Name, kind:gateway, version:1.30, !healthy"
        text={view.find}
        onChange={(find) => onChange({ find })}
      />
      <KindMenu
        parts={parts}
        without={view.without}
        onChange={(without) => onChange({ without })}
      />
      <Legend />
    </div>
  )
}
