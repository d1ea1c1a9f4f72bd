/**
 * Playground of the canvas, not part of the production build. Open it with
 * `npx vite`, at /dev/canvas.html?graph=bookinfo&theme=dark; `graph` is a key of `graphs` or
 * `mesh:<namespaces>x<per namespace>:<open>`.
 */
import { StrictMode, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import { createRoot } from 'react-dom/client'
import type { Graph } from '#contract/graph.ts'
import { layoutNames } from '../src/canvas/canvas-props.ts'
import type {
  CanvasThemeName,
  EdgeLabelKind,
  GraphCanvasHandle,
} from '../src/canvas/canvas-props.ts'
import { bookinfo } from '../src/canvas/fixtures/bookinfo.ts'
import { everyKind } from '../src/canvas/fixtures/every-kind.ts'
import { meshOf } from '../src/canvas/fixtures/mesh.ts'
import { GraphCanvas } from '../src/canvas/GraphCanvas.tsx'

const graphs: Readonly<Record<string, () => Graph>> = {
  bookinfo: () => bookinfo(),
  broken: () => bookinfo(true),
  kinds: everyKind,
  closed: () => meshOf({ namespaces: 40, perNamespace: 25, open: 0, edgesPerNode: 2.2 }),
  mixed: () => meshOf({ namespaces: 14, perNamespace: 12, open: 3, edgesPerNode: 1.6 }),
  clusters: () => meshOf({ namespaces: 12, perNamespace: 9, open: 4, clusters: 2 }),
  flat: () => meshOf({ namespaces: 1, perNamespace: 150, open: 1, isBoxed: false }),
  n150: () => meshOf({ namespaces: 10, perNamespace: 15, open: 10 }),
  n300: () => meshOf({ namespaces: 20, perNamespace: 15, open: 20 }),
  n1000: () => meshOf({ namespaces: 100, perNamespace: 10, open: 100, edgesPerNode: 4 }),
  n5000: () => meshOf({ namespaces: 250, perNamespace: 20, open: 250, edgesPerNode: 4 }),
}

const search = new URLSearchParams(location.search)
const labels: EdgeLabelKind[] = ['rate']

function graphOf(name: string): Graph {
  const [, namespaces, perNamespace, open] = /^mesh:(\d+)x(\d+):(\d+)$/.exec(name) ?? []
  if (namespaces === undefined) return (graphs[name] ?? bookinfo)()
  return meshOf({
    namespaces: Number(namespaces),
    perNamespace: Number(perNamespace),
    open: Number(open),
  })
}

function Playground(): ReactNode {
  const name = search.get('graph') ?? 'bookinfo'
  const [graph, setGraph] = useState(() => graphOf(name))
  const [selection, setSelection] = useState<string | null>(search.get('select'))
  const [theme, setTheme] = useState<CanvasThemeName>(
    search.get('theme') === 'dark' ? 'dark' : 'light',
  )
  const handle = useRef<GraphCanvasHandle>(null)
  const layoutName = layoutNames.find((each) => each === search.get('layout'))
  return (
    <div style={{ height: '100%', display: 'flex', flexDirection: 'column' }}>
      <div style={{ position: 'absolute', zIndex: 20, right: 8, top: 8, display: 'flex', gap: 4 }}>
        <button onClick={() => handle.current?.fit()}>fit</button>
        <button onClick={() => handle.current?.zoomIn()}>+</button>
        <button onClick={() => handle.current?.zoomOut()}>−</button>
        <button onClick={() => handle.current?.tidyUp()}>tidy up</button>
        <button onClick={() => setGraph(structuredClone(graph))}>refresh</button>
        <button onClick={() => setTheme(theme === 'dark' ? 'light' : 'dark')}>theme</button>
        <button onClick={() => void handle.current?.exportPng().then(open)}>png</button>
        <button onClick={() => open(handle.current?.exportSvg() ?? null)}>svg</button>
      </div>
      <GraphCanvas
        ref={handle}
        graph={graph}
        theme={theme}
        labels={labels}
        selection={selection}
        onSelect={setSelection}
        onToggleNamespace={(id) => setGraph(toggled(graph, id))}
        isAnimated={search.has('animated')}
        {...(layoutName === undefined ? {} : { layoutName })}
        viewKey={name}
      />
    </div>
  )
}

function open(blob: Blob | null): void {
  if (blob !== null) window.open(URL.createObjectURL(blob))
}

/** Opens a closed namespace with four made-up members, or closes a box. */
function toggled(graph: Graph, id: string): Graph {
  const node = graph.nodes.find((each) => each.id === id)
  const box = graph.boxes.find((each) => each.id === id)
  const [old] = graph.nodes
  if (node !== undefined) {
    const boxId = `box:namespace/${node.cluster ?? ''}/${node.namespace ?? ''}`
    const pattern = meshOf({ namespaces: 1, perNamespace: 9, open: 1, seed: id.length })
    const rename = (text: string): string => text.replace('east-0/storefront', node.id)
    const members = pattern.nodes.map((each) => ({
      ...each,
      id: rename(each.id),
      cluster: node.cluster,
      namespace: node.namespace,
      box: boxId,
    }))
    const [first] = members
    const inner = pattern.edges.map((each) => ({
      ...each,
      id: rename(each.id),
      source: rename(each.source),
      target: rename(each.target),
    }))
    const [pattern0] = pattern.boxes
    if (first === undefined || pattern0 === undefined) return graph
    const { cluster, namespace, name } = node
    const outer = graph.edges.map((each) => ({
      ...each,
      source: each.source === id ? first.id : each.source,
      target: each.target === id ? first.id : each.target,
    }))
    return {
      ...graph,
      nodes: [...graph.nodes.filter((each) => each !== node), ...members],
      boxes: [...graph.boxes, { ...pattern0, id: boxId, name, cluster, namespace }],
      edges: [...outer, ...inner],
    }
  }
  if (box === undefined || old === undefined) return graph
  const closedId = `namespace:${box.cluster ?? ''}/${box.name}`
  const insides = new Set(graph.nodes.filter((each) => each.box === id).map((each) => each.id))
  const end = (each: string): string => (insides.has(each) ? closedId : each)
  const edges = new Map(
    graph.edges
      .map((each) => ({ ...each, source: end(each.source), target: end(each.target) }))
      .filter((each) => each.source !== each.target)
      .map((each) => [`${each.source}→${each.target}`, each] as const),
  )
  const closed = { members: { ...box.members, byHealth: { healthy: 1 } }, internal: box.internal }
  const node2 = {
    ...old,
    id: closedId,
    kind: 'namespace' as const,
    name: box.name,
    box: box.box,
    closed,
  }
  return {
    ...graph,
    nodes: [
      ...graph.nodes.filter((each) => !insides.has(each.id)),
      { ...node2, cluster: box.cluster, namespace: box.namespace },
    ],
    boxes: graph.boxes.filter((each) => each !== box),
    edges: [...edges].map(([edgeId, each]) => ({ ...each, id: edgeId })),
  }
}

const root = document.getElementById('root')
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <Playground />
    </StrictMode>,
  )
}
