import type { Graph, GraphBox, GraphEdge, GraphNode, NodeKind } from '#contract/graph.ts'
import type { HealthStatus } from '#contract/health.ts'
import { edgeLabel } from '../../canvas/labels.ts'
import { nodeName } from './names.ts'

const shapes = {
  workload: 'ellipse',
  app: 'box',
  service: 'triangle',
  operation: 'hexagon',
  external: 'component',
  unknown: 'ellipse',
  restricted: 'ellipse',
  namespace: 'folder',
} as const satisfies Record<NodeKind, string>

/** Names of the colours of Graphviz. */
const colours = {
  failure: 'red3',
  degraded: 'orange3',
  notReady: 'steelblue',
  healthy: 'green4',
  none: 'gray50',
} as const satisfies Record<HealthStatus, string>

/**
 * The graph in Graphviz' language: boxes as clusters, health as colour, rates as labels. The same
 * graph gives the same text.
 *
 * @see https://graphviz.org/doc/info/lang.html
 */
export function writeDot(graph: Graph): string {
  const nodesByBox = Map.groupBy(graph.nodes, ({ box }) => box)
  const boxesByBox = Map.groupBy(graph.boxes, ({ box }) => box)

  function writeInside(box: string | null, indent: string): string[] {
    const boxes = (boxesByBox.get(box) ?? []).flatMap((one) => [
      `${indent}subgraph ${quote(`cluster_${one.id}`)} {`,
      `${indent}  ${attributesOfBox(one)}`,
      ...writeInside(one.id, `${indent}  `),
      `${indent}}`,
    ])
    const nodes = (nodesByBox.get(box) ?? []).map((node) => `${indent}${writeNode(node)}`)
    return [...boxes, ...nodes]
  }

  return [
    'digraph mesh {',
    '  rankdir=LR; node [fontname="sans-serif"]; edge [fontname="sans-serif", fontsize=10]',
    ...writeInside(null, '  '),
    ...graph.edges.map((edge) => `  ${writeEdge(edge)}`),
    '}',
    '',
  ].join('\n')
}

function attributesOfBox({ name, health }: GraphBox): string {
  return `label=${quote(name)}; color=${colours[health.status]}`
}

function writeNode(node: GraphNode): string {
  const { id, kind, health } = node
  const dashes = kind === 'unknown' || kind === 'restricted' ? ', style=dashed' : ''
  const colour = colours[health.status]
  return `${quote(id)} [label=${quote(nodeName(node))}, shape=${shapes[kind]}, color=${colour}${dashes}]`
}

function writeEdge(edge: GraphEdge): string {
  const { source, target, health, isIdle } = edge
  const label = edgeLabel(edge, ['rate'])
    .map(({ text }) => text)
    .join('\n')
  const style = isIdle ? ', style=dotted' : ''
  return `${quote(source)} -> ${quote(target)} [label=${quote(label)}, color=${colours[health.status]}${style}]`
}

/** In a quoted text a backslash begins an escape, so that names with one need two. */
function quote(text: string): string {
  const escaped = text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')
  return `"${escaped}"`
}
