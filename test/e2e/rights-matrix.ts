import { endpoints } from '#contract/endpoints.ts'
import { changeHeader } from '#contract/endpoint.ts'

/** What somebody asks about: one place of a mesh, by the names that it has there. */
export interface Place {
  readonly namespace: string
  readonly workload: string
  readonly service: string
  readonly pod: string
  readonly otherPod: string
  /** A VirtualService in there. */
  readonly route: string
}

/**
 * How an operation answers somebody who may not see the place that they ask about: with nothing of
 * it, that it is not there, or that they may not. Anything else is a leak or a riddle.
 */
export type Refusal = 'nothing' | 'notThere' | 'forbidden'

interface Ask {
  readonly params?: object
  readonly query?: object
  readonly body?: object
}

interface Row {
  readonly ask: (place: Place) => Ask
  readonly refusal: Refusal
}

const group = 'networking.istio.io'

const inNamespace = ({ namespace }: Place) => ({ namespaces: namespace })
const subjectOf = ({ namespace, workload }: Place) => ({
  ...{ kind: 'workloads', namespace, name: workload },
})
const podOf = ({ namespace, pod }: Place) => ({ namespace, pod })
const graphOf = ({ namespace }: Place) => ({
  ...{ namespaces: namespace, type: 'workload', open: 'all' },
})
const routeOf = ({ namespace, route }: Place) => ({
  ...{ group, kind: 'VirtualService', namespace, name: route },
})
const deploymentOf = ({ namespace, workload }: Place) => ({
  ...{ group: 'apps', kind: 'Deployment', namespace, name: workload },
})
const draftOf = ({ namespace }: Place) => ({
  replaces: null,
  text: [
    ...['apiVersion: networking.istio.io/v1', 'kind: VirtualService'],
    `metadata: { name: not-mine, namespace: ${namespace} }`,
    'spec: { hosts: [not-mine.example], http: [{ route: [{ destination: { host: x } }] }] }',
    '',
  ].join('\n'),
})

/** The same to everybody, whatever they may see. */
const ofAll = (ask: Ask = {}): Row => ({ ask: () => ask, refusal: 'nothing' })
const of = (refusal: Refusal, ask: Row['ask']): Row => ({ ask, refusal })
const things = (kind: string): Row =>
  of('nothing', (place) => ({ params: { kind }, query: inNamespace(place) }))

/** Every operation of the API, asked about one place. */
export const matrix: Readonly<Record<string, Row>> = {
  getGraph: of('notThere', (place) => ({ query: graphOf(place) })),
  streamGraph: of('notThere', (place) => ({ query: graphOf(place) })),
  explainGraph: of('notThere', (place) => ({
    query: { ...graphOf(place), node: nodeOf(place) },
  })),
  getGraphSeries: of('notThere', (place) => ({
    query: { ...graphOf(place), node: nodeOf(place) },
  })),
  compareGraph: of('notThere', (place) => ({ query: graphOf(place) })),
  listCharts: of('notThere', (place) => ({ params: subjectOf(place) })),
  getChart: of('notThere', (place) => ({
    params: { ...subjectOf(place), chart: 'istio.requests' },
  })),
  listDashboards: of('notThere', (place) => ({ params: subjectOf(place) })),
  getDashboardChart: of('notThere', (place) => ({
    params: { ...subjectOf(place), dashboard: 'envoy', chart: 'uptime' },
  })),
  listConfig: of('nothing', (place) => ({ query: inNamespace(place) })),
  getConfigObject: of('notThere', (place) => ({ query: routeOf(place) })),
  getValidations: ofAll(),
  getValidationPlaces: ofAll(),
  listThings: things('workloads'),
  listNamespaceRows: ofAll(),
  getNamespace: of('notThere', ({ namespace }) => ({ params: { namespace } })),
  getOverview: ofAll(),
  listInsights: ofAll(),
  getThing: of('notThere', (place) => ({ params: subjectOf(place) })),
  getLiveThing: of('notThere', (place) => ({ params: subjectOf(place) })),
  listRules: ofAll(),
  getLogContainers: of('notThere', (place) => ({ params: subjectOf(place) })),
  getLogs: of('notThere', (place) => ({ params: subjectOf(place) })),
  streamLogs: of('notThere', (place) => ({ params: subjectOf(place) })),
  explainLogLine: of('notThere', (place) => ({ params: podOf(place), query: { text: 'x' } })),
  getUsualDurations: of('notThere', (place) => ({ params: subjectOf(place) })),
  searchNames: of('nothing', ({ service }) => ({ query: { q: service.slice(0, 3) } })),
  getMesh: ofAll(),
  getOwnUse: ofAll(),
  // Its own name is of no control plane, whoever asks.
  getControlPlane: of('notThere', ({ namespace, workload }) => ({
    params: { namespace, name: workload },
  })),
  listProxies: of('notThere', (place) => ({ params: subjectOf(place) })),
  getProxyInfo: of('notThere', (place) => ({ params: podOf(place) })),
  getProxyTable: of('notThere', (place) => ({ params: { ...podOf(place), section: 'clusters' } })),
  getProxyDocument: of('notThere', (place) => ({
    params: { ...podOf(place), document: 'config' },
  })),
  compareProxies: of('notThere', (place) => ({
    params: { ...podOf(place), section: 'clusters' },
    query: { withPod: place.otherPod },
  })),
  setProxyLogLevel: of('notThere', (place) => ({
    ...{ params: podOf(place), body: { logger: null, level: 'info' } },
  })),
  getProxySync: of('notThere', (place) => ({ params: subjectOf(place) })),
  getWaypoint: of('notThere', ({ namespace, workload }) => ({
    params: { namespace, name: workload },
  })),
  getConfigRights: of('nothing', ({ namespace }) => ({
    query: { group, kind: 'VirtualService', namespace },
  })),
  getLiveObject: of('forbidden', (place) => ({ query: routeOf(place) })),
  getKindSchema: ofAll({ query: { group, kind: 'VirtualService', version: 'v1' } }),
  listCreatableKinds: ofAll(),
  getTemplate: of('nothing', (place) => ({ query: { ...routeOf(place), name: 'new' } })),
  checkDraft: of('nothing', (place) => ({ body: draftOf(place) })),
  writeConfig: of('forbidden', (place) => ({
    body: { ...draftOf(place), isDryRun: false, isAware: true },
  })),
  deleteConfig: of('forbidden', (place) => ({
    body: { object: routeOf(place), resourceVersion: '1', isDryRun: false, typedName: place.route },
  })),
  getDeletion: of('forbidden', (place) => ({ query: routeOf(place) })),
  getHistory: of('forbidden', (place) => ({ query: routeOf(place) })),
  getMetadata: of('forbidden', (place) => ({ query: deploymentOf(place) })),
  writeMetadata: of('forbidden', (place) => ({
    body: {
      ...{ object: deploymentOf(place), uid: '', isDryRun: false, isAware: true },
      changes: [{ part: 'labels', key: 'not-mine', from: null, to: 'yes' }],
    },
  })),
  listContexts: ofAll(),
  listNamespaces: ofAll(),
  getDebugBundle: ofAll(),
  getStatus: ofAll(),
  getSession: ofAll(),
}

function nodeOf({ namespace, workload }: Place): string {
  return `workload:Kubernetes/${namespace}/${workload}`
}

/** Those that ask the trace store, which is not there: what it may tell to whom has its own tests. */
export const ofTraces: ReadonlySet<string> = new Set([
  ...['searchTraces', 'listTraceServices', 'getTrace', 'getSpan', 'compareTraces', 'uploadTrace'],
  ...['listSubjectSpans', 'getTraceCalls', 'getTraceLines'],
])

export interface MatrixAnswer {
  readonly status: number
  readonly text: string
}

/** Asks one operation about a place; of a stream the first that it says. */
export async function askOne(
  url: string,
  id: string,
  { token, place, at }: { readonly token: string; readonly place: Place; readonly at: string },
): Promise<MatrixAnswer> {
  const endpoint = endpoints.find((one) => one.id === id)
  const row = matrix[id]
  if (endpoint === undefined || row === undefined) throw new Error(`There is no ${id}`)
  const { query = {}, ...ask } = row.ask(place)
  const isStream = endpoint.isStream === true
  const hasTime = 'at' in endpoint.query.shape && !isStream
  const asked = { ...ask, query: { ...query, ...(hasTime ? { at } : {}) } }
  const stop = new AbortController()
  const response = await fetch(addressOf(endpoint.path, asked, url), {
    method: endpoint.method.toUpperCase(),
    signal: stop.signal,
    ...writtenAs(ask.body, token),
  })
  if (!isStream || !response.ok) return { status: response.status, text: await response.text() }
  const text = await firstOf(response)
  stop.abort()
  return { status: response.status, text }
}

function writtenAs(body: object | undefined, token: string): RequestInit {
  const authorization = `Bearer ${token}`
  if (body === undefined) return { headers: { authorization } }
  return {
    headers: { authorization, 'content-type': 'application/json', [changeHeader]: 'yes' },
    body: JSON.stringify(body),
  }
}

/** The first that a stream says. */
async function firstOf({ body }: Response): Promise<string> {
  if (body === null) return ''
  const { value } = await body.pipeThrough(new TextDecoderStream()).getReader().read()
  return value ?? ''
}

/** `/api/v1/things/:name` + parameters → an address. */
function addressOf(path: string, { params = {}, query = {} }: Ask, url: string): URL {
  const names = new Map(Object.entries(params))
  const filled = path.replace(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(String(names.get(name))),
  )
  const address = new URL(filled, url)
  for (const [name, value] of Object.entries(query)) address.searchParams.set(name, String(value))
  return address
}

/** How an answer refuses; null: it does not. */
export function refusalOf({ status, text }: MatrixAnswer): Refusal | 'other' | null {
  // A graph of a namespace that is not there is asked for wrongly.
  if (status === 404 || (status === 400 && text.includes('"field":"namespaces"'))) return 'notThere'
  if (status === 403) return 'forbidden'
  if (status !== 200) return 'other'
  return /"kind":"forbidden"/.test(text) ? 'forbidden' : null
}
