import { Divider, Dropdown, DropdownItem, DropdownList, MenuToggle } from '@patternfly/react-core'
import { DownloadIcon } from '@patternfly/react-icons/dist/esm/icons/download-icon'
import { useState, type ReactNode, type RefObject } from 'react'
import type { Graph } from '#contract/graph.ts'
import type { GraphCanvasHandle } from '../../../canvas/canvas-props.ts'
import { t } from '../../../i18n/t.ts'
import { saveBlob } from '../../../lib/save-blob.ts'
import { writeDot } from '../write-dot.ts'

export interface SaveMenuProps {
  readonly canvas: RefObject<GraphCanvasHandle | null>
  readonly graph: Graph
}

/** The whole picture as a file: to look at, or to compute with. */
export function SaveMenu({ canvas, graph }: SaveMenuProps): ReactNode {
  const [isOpen, setIsOpen] = useState(false)

  function saveText(text: string, ending: 'json' | 'dot'): void {
    const type = ending === 'json' ? 'application/json' : 'text/vnd.graphviz'
    saveBlob(new Blob([text], { type }), ending)
  }

  return (
    <Dropdown
      isOpen={isOpen}
      onOpenChange={setIsOpen}
      onSelect={() => setIsOpen(false)}
      toggle={(ref) => (
        <MenuToggle
          ref={ref}
          variant="plain"
          size="sm"
          aria-label={t('Save the picture')}
          isExpanded={isOpen}
          icon={<DownloadIcon />}
          onClick={() => setIsOpen(!isOpen)}
        />
      )}
    >
      <DropdownList>
        <DropdownItem
          onClick={() => void canvas.current?.exportPng().then((blob) => saveBlob(blob, 'png'))}
        >
          {t('As PNG')}
        </DropdownItem>
        <DropdownItem onClick={() => saveBlob(canvas.current?.exportSvg() ?? null, 'svg')}>
          {t('As SVG')}
        </DropdownItem>
        <Divider component="li" />
        <DropdownItem
          description={t('All that the server told of it')}
          onClick={() => saveText(JSON.stringify(graph, null, 2), 'json')}
        >
          {t('As JSON')}
        </DropdownItem>
        <DropdownItem
          description={t('For Graphviz')}
          onClick={() => saveText(writeDot(graph), 'dot')}
        >
          {t('As DOT')}
        </DropdownItem>
      </DropdownList>
    </Dropdown>
  )
}
