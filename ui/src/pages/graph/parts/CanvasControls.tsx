import { Button, Tooltip } from '@patternfly/react-core'
import { ExpandIcon } from '@patternfly/react-icons/dist/esm/icons/expand-icon'
import { MagicIcon } from '@patternfly/react-icons/dist/esm/icons/magic-icon'
import { MapIcon } from '@patternfly/react-icons/dist/esm/icons/map-icon'
import { MinusIcon } from '@patternfly/react-icons/dist/esm/icons/minus-icon'
import { PlusIcon } from '@patternfly/react-icons/dist/esm/icons/plus-icon'
import { memo, type ReactNode, type RefObject } from 'react'
import type { Graph } from '#contract/graph.ts'
import type { EdgesShown, GraphCanvasHandle, LayoutName } from '../../../canvas/canvas-props.ts'
import { ChoiceMenu } from '../../../components/ChoiceMenu.tsx'
import { choicesOf } from '../../../components/choices-of.ts'
import { t } from '../../../i18n/t.ts'
import type { GraphView } from '../url.ts'
import { FullScreen } from './FullScreen.tsx'
import { HelpMenu } from '../../../components/help/HelpMenu.tsx'
import type { HelpState } from '../../../components/help/use-help.ts'
import { SaveMenu } from './SaveMenu.tsx'

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
  layered: { word: t('Layered'), description: t('Requests flow from left to right') },
  topDown: { word: t('Top to bottom'), description: t('Requests flow downwards') },
  breadthFirst: {
    word: t('Breadth first'),
    description: t('Rows by calls from where traffic starts'),
  },
  force: { word: t('Force'), description: t('What talks stands together') },
  grid: { word: t('Grid'), description: t('In rows') },
  concentric: { word: t('Concentric'), description: t('The busiest in the middle') },
} as const satisfies Record<LayoutName, { word: string; description: string }>

const edgesWords = {
  all: { word: t('All edges'), description: t('Healthy, unhealthy and idle') },
  unhealthy: { word: t('Unhealthy edges'), description: t('Only what degrades or fails') },
  none: { word: t('No edges'), description: t('Only nodes and boxes; nothing moves') },
} as const satisfies Record<EdgesShown, { word: string; description: string }>

/** Moves the picture, not the numbers. */
export function CanvasControls(props: CanvasControlsProps): ReactNode {
  const { canvas, graph, view, help, onChange, isLegendShown, onToggleLegend, ifAllOpen } = props
  return (
    <div className="al-controls" data-over-picture role="toolbar" aria-label={t('Picture')}>
      <div>
        <Control word={t('Zoom in')} icon={<PlusIcon />} onPress={() => canvas.current?.zoomIn()} />
        <Control
          word={t('Zoom out')}
          icon={<MinusIcon />}
          onPress={() => canvas.current?.zoomOut()}
        />
        <Control word={t('Fit')} icon={<ExpandIcon />} onPress={() => canvas.current?.fit()} />
        <Control
          word={t('Tidy up: lay out anew')}
          icon={<MagicIcon />}
          onPress={() => canvas.current?.tidyUp()}
        />
      </div>
      <DrawnChoices view={view} ifAllOpen={ifAllOpen} onChange={onChange} />
      <div>
        <Control
          word={isLegendShown ? t('Hide the legend') : t('Legend')}
          icon={<MapIcon />}
          isPressed={isLegendShown}
          onPress={onToggleLegend}
        />
        <SaveMenu canvas={canvas} graph={graph} />
        <FullScreen />
        <HelpMenu isNew={help.isNew} length={t('Eight stops, a minute')} onShow={help.show} />
      </div>
    </div>
  )
}

type Choosing = Pick<CanvasControlsProps, 'view' | 'ifAllOpen' | 'onChange'>

/** Numbers come every few seconds, and change none of these. */
const DrawnChoices = memo(function DrawnChoices(props: Choosing): ReactNode {
  const { view, ifAllOpen, onChange } = props
  // With single namespaces opened or closed by hand it is none of the choices, so that each resets.
  const openChoice = view.open in openWords ? view.open : 'some'
  return (
    <div>
      <ChoiceMenu
        label={t('Layout')}
        value={view.layout}
        choices={choicesOf(layoutWords)}
        onChoose={(layout) => onChange({ layout })}
      />
      <ChoiceMenu
        label={t('Namespaces drawn open')}
        value={openChoice}
        text={openWords[openChoice] ?? t('Open: some')}
        choices={[
          { value: 'auto', word: t('As many as fit'), description: t('The unhealthy first') },
          {
            value: 'all',
            word: t('All'),
            description: t('{{amount}} nodes: may take a while', { amount: ifAllOpen }),
          },
          { value: 'none', word: t('None'), description: t('One node per namespace') },
        ]}
        onChoose={(open) => onChange({ open })}
      />
      <ChoiceMenu
        label={t('Edges drawn')}
        value={view.edges}
        choices={choicesOf(edgesWords)}
        onChoose={(edges) => onChange({ edges })}
      />
    </div>
  )
})

const openWords: Readonly<Record<string, string>> = {
  auto: t('Open: auto'),
  all: t('Open: all'),
  none: t('Open: none'),
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
