import type { Css, StylesheetJson } from 'cytoscape'
import type { NodeKind } from '#contract/graph.ts'
import { healthStatuses } from '#contract/health.ts'
import { silentDash } from './line-looks.ts'
import type { CanvasTheme } from './theme.ts'

/**
 * Shapes, lines and states. Text and signs are ink, drawn over it: a label of Cytoscape is of one
 * style and one size, and costs more than the shape below it.
 */
export function stylesheet(theme: CanvasTheme): StylesheetJson {
  return [
    ...nodeRules(theme),
    ...boxRules(theme),
    ...edgeRules(theme),
    ...stateRules(theme),
    { selector: 'core', css: coreCss(theme) },
  ]
}

const shapeByKind = {
  workload: 'ellipse',
  app: 'round-rectangle',
  service: 'round-diamond',
  operation: 'round-hexagon',
  external: 'cut-rectangle',
  unknown: 'ellipse',
  restricted: 'round-octagon',
  namespace: 'round-rectangle',
} as const satisfies Record<NodeKind, Css.NodeShape>

function nodeRules(theme: CanvasTheme): StylesheetJson {
  const kinds = Object.entries(shapeByKind).map(([kind, shape]) => ({
    selector: `.kind-${kind}`,
    css: { shape },
  }))
  const healths = healthStatuses.map((status) => ({
    selector: `.node.health-${status}`,
    css: { 'border-color': theme.health[status] },
  }))
  return [
    {
      selector: '.node',
      css: {
        width: 'data(width)',
        height: 'data(height)',
        'background-color': theme.paper,
        'border-width': 2,
        'border-color': theme.health.none,
        'corner-radius': '8',
        'overlay-opacity': 0,
        'outline-color': theme.select,
        'outline-offset': 3,
        'transition-duration': 0,
      },
    },
    ...kinds,
    ...healths,
    { selector: '.node.health-failure', css: { 'border-width': 3.5 } },
    { selector: '.node.health-degraded', css: { 'border-width': 2.75 } },
    { selector: '.node.health-notReady', css: { 'border-style': 'dotted', 'border-width': 2.5 } },
    { selector: '.node.health-none', css: { 'border-width': 1.5 } },
    { selector: '.kind-namespace', css: { 'corner-radius': '12', 'border-width': 1.5 } },
    { selector: '.kind-namespace.health-healthy', css: { 'border-color': theme.line } },
    { selector: '.kind-namespace.health-failure', css: { 'border-width': 2.5 } },
    { selector: '.kind-unknown, .kind-restricted, .dead', css: { 'border-style': 'dashed' } },
    { selector: '.kind-restricted, .outside', css: { 'background-color': theme.outside } },
    { selector: '.node.idle', css: { 'border-color': theme.idle, 'border-width': 1.5 } },
  ]
}

function boxRules(theme: CanvasTheme): StylesheetJson {
  const kinds = (['cluster', 'namespace', 'app'] as const).map((kind, depth) => ({
    selector: `.box-${kind}`,
    css: { 'background-color': theme.boxFills[kind], 'z-index': depth },
  }))
  return [
    {
      selector: '.box',
      css: {
        shape: 'round-rectangle',
        'corner-radius': '14',
        width: 'data(width)',
        height: 'data(height)',
        'border-width': 1,
        'border-color': theme.boxLine,
        'z-compound-depth': 'bottom',
        'overlay-opacity': 0,
        'outline-color': theme.select,
        'outline-offset': 0,
      },
    },
    ...kinds,
    { selector: '.box-app', css: { 'corner-radius': '10', 'border-style': 'dashed' } },
    { selector: '.box-cluster', css: { 'corner-radius': '18' } },
    { selector: '.box.ground', css: { 'background-opacity': 0, 'border-width': 0 } },
    { selector: '.box-namespace.health-degraded', css: { 'border-color': theme.edge.degraded } },
    { selector: '.box-namespace.health-failure', css: { 'border-color': theme.edge.failure } },
  ]
}

function edgeRules(theme: CanvasTheme): StylesheetJson {
  const colored = (color: string): Css.Edge => ({
    'line-color': color,
    'target-arrow-color': color,
    'source-arrow-color': color,
  })
  return [
    {
      selector: '.edge',
      css: {
        width: 'data(width)',
        'curve-style': 'straight',
        'target-arrow-shape': 'triangle',
        'arrow-scale': 0.85,
        'overlay-opacity': 0,
        'target-distance-from-node': 2,
        ...colored(theme.edge.none),
      },
    },
    ...healthStatuses.map((status) => ({
      selector: `.edge.health-${status}`,
      css: colored(theme.edge[status]),
    })),
    {
      selector: '.edge.two-way',
      css: { 'source-arrow-shape': 'triangle', 'source-distance-from-node': 2 },
    },
    { selector: '.edge.health-failure', css: { 'z-index': 3 } },
    {
      selector: '.edge.health-degraded',
      css: { 'line-style': 'dashed', 'line-dash-pattern': [14, 4], 'z-index': 2 },
    },
    { selector: '.edge.tcp', css: colored(theme.tcp) },
    {
      selector: '.edge.idle',
      css: { 'line-style': 'dashed', 'line-dash-pattern': [3, 5], ...colored(theme.idle) },
    },
    {
      selector: '.edge.silent',
      css: {
        'line-dash-pattern': silentDash,
        'line-cap': 'round',
        'line-opacity': 0.75,
        'arrow-scale': 0.6,
        'z-index': -1,
      },
    },
    {
      selector: '.edge.curved',
      css: {
        'curve-style': 'unbundled-bezier',
        'control-point-weights': 'data(weights)',
        'control-point-distances': 'data(distances)',
        'edge-distances': 'node-position',
      },
    },
    { selector: '.edge.loop', css: { 'curve-style': 'bezier', 'loop-direction': '-45deg' } },
  ]
}

function stateRules(theme: CanvasTheme): StylesheetJson {
  return [
    { selector: '.node.dim', css: { opacity: 0.22 } },
    { selector: '.edge.quiet', css: { opacity: 0.3 } },
    { selector: '.edge.dim', css: { opacity: 0.1 } },
    { selector: '.edge.hidden', css: { display: 'none' } },
    { selector: '.found', css: halo(theme.find) },
    { selector: '.traced', css: halo(theme.trace) },
    { selector: '.focused', css: halo(theme.focus) },
    { selector: '.node.selected, .box.selected', css: { 'outline-width': 2.5 } },
    {
      selector: '.node.cursor, .box.cursor',
      css: { 'outline-width': 2.5, 'outline-style': 'dashed' },
    },
    { selector: '.edge.cursor', css: { ...halo(theme.focus), 'z-index': 8 } },
    { selector: '.edge.selected', css: { ...halo(theme.select), 'z-index': 9 } },
  ]
}

function halo(color: string): { [key: string]: string | number } {
  return { 'underlay-color': color, 'underlay-opacity': 0.32, 'underlay-padding': 7 }
}

function coreCss(theme: CanvasTheme): Css.Core {
  return {
    'active-bg-opacity': 0,
    'active-bg-color': theme.select,
    'active-bg-size': 0,
    'selection-box-color': theme.select,
    'selection-box-opacity': 0.12,
    'selection-box-border-color': theme.select,
    'selection-box-border-width': 1,
    'outside-texture-bg-color': theme.surface,
    'outside-texture-bg-opacity': 0, // what is below is ours
  }
}
