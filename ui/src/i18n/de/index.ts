import app from './app.json' with { type: 'json' }
import graph from './graph.json' with { type: 'json' }
import proxy from './proxy.json' with { type: 'json' }
import shell from './shell.json' with { type: 'json' }
import words from './words.json' with { type: 'json' }

/** Each area of the page has its file; a text that several say stands in `words.json`. */
export const areas = { app, graph, proxy, shell, words } as const

export const german: Readonly<Record<string, string>> = {
  ...app,
  ...graph,
  ...proxy,
  ...shell,
  ...words,
}
