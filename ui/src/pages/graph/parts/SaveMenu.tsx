import { Dropdown, DropdownItem, DropdownList, MenuToggle } from '@patternfly/react-core'
import { DownloadIcon } from '@patternfly/react-icons/dist/esm/icons/download-icon'
import { useState, type ReactNode, type RefObject } from 'react'
import type { GraphCanvasHandle } from '../../../canvas/canvas-props.ts'
import { saveBlob } from '../save-blob.ts'

/** The whole picture as a file. */
export function SaveMenu({ canvas }: { canvas: RefObject<GraphCanvasHandle | null> }): ReactNode {
  const [isOpen, setIsOpen] = useState(false)
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
          aria-label="Save the picture"
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
          As PNG
        </DropdownItem>
        <DropdownItem onClick={() => saveBlob(canvas.current?.exportSvg() ?? null, 'svg')}>
          As SVG
        </DropdownItem>
      </DropdownList>
    </Dropdown>
  )
}
