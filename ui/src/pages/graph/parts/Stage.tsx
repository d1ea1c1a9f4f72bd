import { useCallback, useMemo, useState, type ReactNode, type RefObject } from 'react'
import type { Graph } from '#contract/graph.ts'
import type { ThemeName } from '../../../app/page.ts'
import type {
  ContextMenuAsk,
  ElementFindings,
  GraphCanvasHandle,
} from '../../../canvas/canvas-props.ts'
import { GraphCanvas } from '../../../canvas/GraphCanvas.tsx'
import type { PlacedTrace } from '../trace/place-calls.ts'
import { mapKeyOf, type GraphView } from '../url.ts'
import { usePreference } from '../use-preference.ts'
import { CanvasControls } from './CanvasControls.tsx'
import { useChanges } from './compare/use-changes.ts'
import { ContextMenu } from './ContextMenu.tsx'
import { FocusChip } from './FocusChip.tsx'
import type { HelpState } from '../../../components/help/use-help.ts'
import { usePageKeys } from '../../../components/help/use-page-keys.ts'
import { Legend } from './Legend.tsx'

export interface StageProps {
  readonly canvas: RefObject<GraphCanvasHandle | null>
  readonly graph: Graph
  /** Ids that a search found; null: nothing is searched. */
  readonly found: ReadonlySet<string> | null
  readonly ranks: ReadonlyMap<string, number> | undefined
  /** Null: nothing is known of what is wrong. */
  readonly findings: ReadonlyMap<string, ElementFindings> | null
  /** A trace over the picture; null: none. */
  readonly traced: PlacedTrace | null
  readonly view: GraphView
  readonly theme: ThemeName
  /** It answers an earlier question, or comes from a server that is gone. */
  readonly isOld: boolean
  readonly help: HelpState
  readonly onChange: (patch: Partial<GraphView>) => void
  readonly onToggleNamespace: (id: string) => void
}

const noLabels: GraphView['labels'] = []

/** The picture with what moves and explains it. */
export function Stage(props: StageProps): ReactNode {
  const { canvas, graph, found, traced, view, theme, isOld, help, onChange, onToggleNamespace } =
    props
  const changes = useChanges()
  const changed = useMemo(() => (changes === null ? null : new Set(changes.keys())), [changes])
  const [asked, setAsked] = useState<ContextMenuAsk | null>(null)
  const closeMenu = useCallback(() => setAsked(null), [])
  const [isLegendShown, setIsLegendShown] = usePreference('legend', (text) => text === 'true')
  const toggleLegend = (): void => setIsLegendShown(!isLegendShown)
  usePageKeys({
    f: () => canvas.current?.fit(),
    '+': () => canvas.current?.zoomIn(),
    '-': () => canvas.current?.zoomOut(),
    l: toggleLegend,
  })
  return (
    <div className={isOld ? 'al-stage al-stage-old' : 'al-stage'}>
      <GraphCanvas
        ref={canvas}
        graph={graph}
        theme={theme}
        // Rates of all and times of one request beside each other would be taken for one another.
        labels={traced === null ? view.labels : noLabels}
        badges={view.badges}
        layoutName={view.layout}
        ranks={props.ranks}
        selection={view.selection}
        onSelect={(selection) => onChange({ selection })}
        onToggleNamespace={onToggleNamespace}
        onContextMenu={setAsked}
        highlight={found ?? (traced === null ? changed : null)}
        traced={traced?.ids}
        changes={traced?.marks ?? changes}
        findings={props.findings}
        focus={view.focus}
        isAnimated={view.isAnimated}
        edgesShown={view.edges}
        viewKey={mapKeyOf(view)}
      />
      <div className="al-stage-top">
        <FocusChip graph={graph} view={view} onChange={onChange} />
      </div>
      {asked !== null && (
        <ContextMenu
          ask={asked}
          graph={graph}
          view={view}
          onChange={onChange}
          onToggleNamespace={onToggleNamespace}
          onCenter={(id) => canvas.current?.centerOn(id)}
          onTogglePin={(id) => canvas.current?.togglePin(id)}
          onClose={closeMenu}
        />
      )}
      {isLegendShown && <Legend onClose={() => setIsLegendShown(false)} />}
      <CanvasControls
        canvas={canvas}
        graph={graph}
        view={view}
        help={help}
        ifAllOpen={graph.open.ifAllOpen}
        isLegendShown={isLegendShown}
        onToggleLegend={toggleLegend}
        onChange={onChange}
      />
    </div>
  )
}
