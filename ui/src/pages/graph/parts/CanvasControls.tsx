import { Button, Tooltip } from '@patternfly/react-core'
import { ExpandIcon } from '@patternfly/react-icons/dist/esm/icons/expand-icon'
import { MagicIcon } from '@patternfly/react-icons/dist/esm/icons/magic-icon'
import { MapIcon } from '@patternfly/react-icons/dist/esm/icons/map-icon'
import { MinusIcon } from '@patternfly/react-icons/dist/esm/icons/minus-icon'
import { PlusIcon } from '@patternfly/react-icons/dist/esm/icons/plus-icon'
import type { ReactNode, RefObject } from 'react'
import type { Graph } from '#contract/graph.ts'
import type { EdgesShown, GraphCanvasHandle, LayoutName } from '../../../canvas/canvas-props.ts'
import type { GraphView } from '../url.ts'
import { FullScreen } from './FullScreen.tsx'
import { HelpMenu } from './keys/HelpMenu.tsx'
import type { HelpState } from './keys/use-help.ts'
import { SaveMenu } from './SaveMenu.tsx'
import { ChoiceMenu } from './toolbar/ChoiceMenu.tsx'

export interface CanvasControlsProps {
  readonly canvas: RefObject<GraphCanvasHandle | null>
  readonly graph: Graph
  readonly view: GraphView
  readonly help: HelpState
  readonly ifAllOpen: number
  readonly isLegendShown: boolean
  readonly onToggleLegend: () => void
  readonly onChange: (patch: Partial<GraphView>) => void
}

const layoutWords = {
  layered: { word: 'Layered', description: 'Requests flow from left to right' },
  topDown: { word: 'Top to bottom', description: 'Requests flow downwards' },
  breadthFirst: { word: 'Breadth first', description: 'Rows by calls from where traffic starts' },
  force: { word: 'Force', description: 'What talks stands together' },
  grid: { word: 'Grid', description: 'In rows' },
  concentric: { word: 'Concentric', description: 'The busiest in the middle' },
} as const satisfies Record<LayoutName, { word: string; description: string }>

const edgesWords = {
  all: { word: 'All edges', description: 'Healthy, unhealthy and idle' },
  unhealthy: { word: 'Unhealthy edges', description: 'Only what degrades or fails' },
  none: { word: 'No edges', description: 'Only nodes and boxes; nothing moves' },
} as const satisfies Record<EdgesShown, { word: string; description: string }>

/** Moves the picture, not the numbers. */
export function CanvasControls(props: CanvasControlsProps): ReactNode {
  const { canvas, graph, view, help, onChange, isLegendShown, onToggleLegend, ifAllOpen } = props
  // With single namespaces opened or closed by hand it is none of the choices, so that each resets.
  const openChoice = view.open in openWords ? view.open : 'some'
  return (
    <div className="al-controls" data-over-picture role="toolbar" aria-label="Picture">
      <div>
        <Control word="Zoom in" icon={<PlusIcon />} onPress={() => canvas.current?.zoomIn()} />
        <Control word="Zoom out" icon={<MinusIcon />} onPress={() => canvas.current?.zoomOut()} />
        <Control word="Fit" icon={<ExpandIcon />} onPress={() => canvas.current?.fit()} />
        <Control
          word="Tidy up: lay out anew"
          icon={<MagicIcon />}
          onPress={() => canvas.current?.tidyUp()}
        />
      </div>
      <div>
        <ChoiceMenu
          label="Layout"
          value={view.layout}
          choices={Object.entries(layoutWords).map(([value, words]) => ({
            value: value as LayoutName,
            ...words,
          }))}
          onChoose={(layout) => onChange({ layout })}
        />
        <ChoiceMenu
          label="Namespaces drawn open"
          value={openChoice}
          text={openWords[openChoice] ?? 'Open: some'}
          choices={[
            { value: 'auto', word: 'As many as fit', description: 'The unhealthy first' },
            { value: 'all', word: 'All', description: `${ifAllOpen} nodes: may take a while` },
            { value: 'none', word: 'None', description: 'One node per namespace' },
          ]}
          onChoose={(open) => onChange({ open })}
        />
        <ChoiceMenu
          label="Edges drawn"
          value={view.edges}
          choices={Object.entries(edgesWords).map(([value, words]) => ({
            value: value as EdgesShown,
            ...words,
          }))}
          onChoose={(edges) => onChange({ edges })}
        />
      </div>
      <div>
        <Control
          word={isLegendShown ? 'Hide the legend' : 'Legend'}
          icon={<MapIcon />}
          isPressed={isLegendShown}
          onPress={onToggleLegend}
        />
        <SaveMenu canvas={canvas} graph={graph} />
        <FullScreen />
        <HelpMenu isNew={help.isNew} onShow={help.show} />
      </div>
    </div>
  )
}

const openWords: Readonly<Record<string, string>> = {
  auto: 'Open: auto',
  all: 'Open: all',
  none: 'Open: none',
}

function Control(props: {
  word: string
  icon: ReactNode
  isPressed?: boolean
  onPress: () => void
}): ReactNode {
  const { word, icon, isPressed, onPress } = props
  return (
    <Tooltip content={word}>
      <Button
        variant="plain"
        size="sm"
        aria-label={word}
        {...(isPressed === undefined ? {} : { 'aria-pressed': isPressed })}
        icon={icon}
        onClick={onPress}
      />
    </Tooltip>
  )
}
