import app from './app.json' with { type: 'json' }
import catalog from './catalog.json' with { type: 'json' }
import charts from './charts.json' with { type: 'json' }
import config from './config.json' with { type: 'json' }
import graph from './graph.json' with { type: 'json' }
import logs from './logs.json' with { type: 'json' }
import mesh from './mesh.json' with { type: 'json' }
import metrics from './metrics.json' with { type: 'json' }
import proxy from './proxy.json' with { type: 'json' }
import shell from './shell.json' with { type: 'json' }
import traces from './traces.json' with { type: 'json' }
import words from './words.json' with { type: 'json' }

/**
 * Each area of the page has its file; a text that several say stands in `words.json`. Those of
 * `charts.json` are the API's: titles and notes of charts that come with the console.
 */
export const areas = {
  app,
  catalog,
  charts,
  config,
  graph,
  logs,
  mesh,
  metrics,
  proxy,
  shell,
  traces,
  words,
} as const

export const german: Readonly<Record<string, string>> = {
  ...app,
  ...catalog,
  ...charts,
  ...config,
  ...graph,
  ...logs,
  ...mesh,
  ...metrics,
  ...proxy,
  ...shell,
  ...traces,
  ...words,
}
