import { useRef, type ReactNode } from 'react'
import type { Graph } from '#contract/graph.ts'
import type { GraphFollower } from '../../api/graph-stream.ts'
import type { PageProps, ThemeName } from '../../app/page.ts'
import type { GraphCanvasHandle } from '../../canvas/canvas-props.ts'
import { ErrorBoundary } from '../../components/ErrorBoundary.tsx'
import { t } from '../../i18n/t.ts'
import './graph.css'
import { namespaceKeyOf } from './names.ts'
import { withNamespace } from './open-namespaces.ts'
import { Blank, hasPicture } from './parts/Blank.tsx'
import { ComparisonProvider } from './parts/compare/comparison-context.ts'
import { AllHidden } from './parts/find/AllHidden.tsx'
import { FindBar } from './parts/find/FindBar.tsx'
import { Help } from './parts/keys/Help.tsx'
import { useHelp } from '../../components/help/use-help.ts'
import { focusFind, usePageKeys } from '../../components/help/use-page-keys.ts'
import { Notices } from './parts/Notices.tsx'
import { SidePanel } from './parts/panel/SidePanel.tsx'
import { TimeBars } from './parts/replay/TimeBars.tsx'
import { Stage } from './parts/Stage.tsx'
import { TableTwin } from './parts/tables/TableTwin.tsx'
import { Toolbar } from './parts/toolbar/Toolbar.tsx'
import { FindingsProvider } from './findings/findings-context.ts'
import { useKnownFindings } from './findings/use-known-findings.ts'
import { TraceBar } from './trace/TraceBar.tsx'
import { TraceOverlayProvider, useTraceOverlay } from './trace/use-trace-overlay.ts'
import { useMoment } from './use-moment.ts'
import { useShown } from './use-shown.ts'
import { useView, type ViewInAddress } from './use-view.ts'

/** The topology of the mesh, live. */
export function GraphPage({ theme }: PageProps): ReactNode {
  const address = useView()
  const { view, unread, change } = address
  const moment = useMoment(view)
  const { live } = moment
  return (
    <div className="al-graph">
      <h1 className="pf-v6-screen-reader">{t('Graph')}</h1>
      <Toolbar view={view} live={live} onChange={change} onRefresh={live.refresh} />
      <TimeBars view={view} moment={moment} onChange={change} />
      <Notices live={live} unread={unread} onForgetUnread={() => change({})} />
      {live.graph !== null && hasPicture(live) ? (
        <ComparisonProvider value={moment.comparison}>
          <Picture graph={live.graph} live={live} address={address} theme={theme} />
        </ComparisonProvider>
      ) : (
        <div className="al-blank">
          <Blank live={live} view={view} onChange={change} />
        </div>
      )}
    </div>
  )
}

interface PictureProps {
  readonly graph: Graph
  readonly live: GraphFollower
  readonly address: ViewInAddress
  readonly theme: ThemeName
}

function Picture({ graph, live, address, theme }: PictureProps): ReactNode {
  const { view, change } = address
  const help = useHelp('graph')
  const canvas = useRef<GraphCanvasHandle>(null)
  const overlay = useTraceOverlay(graph, view)
  const laid = overlay?.state === 'there' ? overlay : null
  const shown = useShown(laid?.graph ?? graph, view)
  const { findings, byId } = useKnownFindings(shown.drawn, view)
  usePageKeys({ '?': () => help.show('keys'), '/': focusFind })

  function toggleNamespace(id: string): void {
    const name = namespaceKeyOf(graph, id)
    if (name === null) return
    const isOpen = graph.open.namespaces.includes(name)
    change({ open: withNamespace(view.open, name, !isOpen), selection: null })
  }

  return (
    <div className="al-picture">
      <div className="al-picture-main">
        <TraceBar overlay={overlay} view={view} onChange={change} />
        <FindBar
          graph={graph}
          shown={shown}
          view={view}
          onChange={change}
          onGoTo={(id) => canvas.current?.centerOn(id)}
        />
        {shown.graph.nodes.length === 0 ? (
          <AllHidden hiddenNodes={shown.hiddenNodes} view={view} onChange={change} />
        ) : view.twin === 'picture' ? (
          <Stage
            canvas={canvas}
            graph={shown.drawn}
            found={shown.found}
            ranks={shown.ranks}
            findings={byId}
            traced={laid?.placed ?? null}
            view={view}
            theme={theme}
            help={help}
            isOld={live.isPrevious || live.phase === 'reconnecting'}
            onChange={change}
            onToggleNamespace={toggleNamespace}
          />
        ) : (
          <TableTwin graph={shown.graph} view={view} found={shown.found} onChange={change} />
        )}
      </div>
      <FindingsProvider value={findings}>
        <TraceOverlayProvider value={overlay}>
          <ErrorBoundary title={t('The panel')} isPart at={view.selection ?? ''}>
            <SidePanel
              context={{
                graph,
                hidden: { nodes: shown.hiddenNodes, edges: shown.hiddenEdges },
                view,
                change,
                select: (selection) => change({ selection }),
                toggleNamespace,
              }}
            />
          </ErrorBoundary>
        </TraceOverlayProvider>
      </FindingsProvider>
      <Help help={help} />
    </div>
  )
}
