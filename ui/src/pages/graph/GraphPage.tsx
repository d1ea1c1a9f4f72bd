import { useMemo, type ReactNode } from 'react'
import type { Graph } from '#contract/graph.ts'
import { useLiveGraph, type GraphFollower } from '../../api/graph-stream.ts'
import type { PageProps, ThemeName } from '../../app/page.ts'
import './graph.css'
import { findIds } from './find.ts'
import { namespaceKeyOf } from './names.ts'
import { withNamespace } from './open-namespaces.ts'
import { Blank, hasPicture } from './parts/Blank.tsx'
import { Help } from './parts/keys/Help.tsx'
import { useHelp } from './parts/keys/use-help.ts'
import { focusFind, usePageKeys } from './parts/keys/use-page-keys.ts'
import { Notices } from './parts/Notices.tsx'
import { SidePanel } from './parts/panel/SidePanel.tsx'
import { Stage } from './parts/Stage.tsx'
import { TableTwin } from './parts/tables/TableTwin.tsx'
import { Toolbar } from './parts/toolbar/Toolbar.tsx'
import { askOf, rhythmOf } from './url.ts'
import { useView, type ViewInAddress } from './use-view.ts'

/** The topology of the mesh, live. */
export function GraphPage({ theme }: PageProps): ReactNode {
  const address = useView()
  const { view, unread, change } = address
  const live = useLiveGraph(askOf(view), rhythmOf(view))
  return (
    <div className="al-graph">
      <h1 className="pf-v6-screen-reader">Graph</h1>
      <Toolbar view={view} live={live} onChange={change} onRefresh={live.refresh} />
      <Notices live={live} unread={unread} onForgetUnread={() => change({})} />
      {live.graph !== null && hasPicture(live) ? (
        <Picture graph={live.graph} live={live} address={address} theme={theme} />
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
  const help = useHelp()
  const found = useMemo(() => findIds(graph, view.find), [graph, view.find])
  usePageKeys({ '?': () => help.show('keys'), '/': focusFind })

  function toggleNamespace(id: string): void {
    const name = namespaceKeyOf(graph, id)
    if (name === null) return
    const isOpen = graph.open.namespaces.includes(name)
    change({ open: withNamespace(view.open, name, !isOpen), selection: null })
  }

  return (
    <div className="al-picture">
      {view.twin === 'picture' ? (
        <Stage
          graph={graph}
          view={view}
          theme={theme}
          help={help}
          isOld={live.isPrevious || live.phase === 'reconnecting'}
          onChange={change}
          onToggleNamespace={toggleNamespace}
        />
      ) : (
        <TableTwin graph={graph} view={view} found={found} onChange={change} />
      )}
      <SidePanel
        context={{
          graph,
          view,
          change,
          select: (selection) => change({ selection }),
          toggleNamespace,
        }}
      />
      <Help help={help} />
    </div>
  )
}
