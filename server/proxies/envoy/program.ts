import type { ProxyDocument, ProxySection } from '#contract/proxy.ts'
import { recordsAt, textAt, type JsonRecord } from '../../seams/json.ts'
import type { ProxyNames, ProxyProgram, ReadTable, ReadTables } from '../../seams/proxy-program.ts'
import { readClusters } from './clusters.ts'
import { readEndpoints } from './endpoints.ts'
import { readInfo } from './info.ts'
import { readListeners } from './listeners.ts'
import { envoyLogging } from './logging.ts'
import { readRoutes } from './routes.ts'
import { readSecrets } from './secrets.ts'
import { readStats } from './stats.ts'
import { configOf, dumpSections, readProblems, readTold } from './told.ts'

/**
 * Envoy, whoever configures it: sidecars, gateways and waypoints. How names are made is the mesh's.
 *
 * @see https://www.envoyproxy.io/docs/envoy/latest/operations/admin
 */
export function createEnvoyProgram(id: string, names: ProxyNames): ProxyProgram {
  return {
    id,
    answers: new Map([
      ['config', '/config_dump?include_eds'],
      ['hosts', '/clusters?format=json'],
      ['stats', '/stats?format=json&usedonly'],
    ]),
    sections: new Map<ProxySection, string>([
      ['clusters', 'config'],
      ['endpoints', 'hosts'],
      ['listeners', 'config'],
      ['routes', 'config'],
      ['secrets', 'config'],
      ['stats', 'stats'],
    ]),
    documents: new Map<ProxyDocument, string>([
      ['config', 'config'],
      ['bootstrap', 'config'],
      ['clusters', 'config'],
      ['endpoints', 'hosts'],
      ['listeners', 'config'],
      ['routes', 'config'],
      ['secrets', 'config'],
    ]),
    readTables: (answer, json, takenAt) => readTables(answer, json, { names, takenAt }),
    readDocument,
    readResources,
    info: { path: '/server_info', read: readInfo },
    logging: envoyLogging,
  }
}

interface Reading {
  readonly names: ProxyNames
  readonly takenAt: number
}

function readTables(answer: string, json: unknown, { names, takenAt }: Reading): ReadTables {
  if (answer === 'hosts')
    return new Map([['endpoints', { rows: readEndpoints(json, names), problems: [] }]])
  if (answer === 'stats') return new Map([['stats', { rows: readStats(json), problems: [] }]])
  return new Map<ProxySection, ReadTable>([
    ['clusters', withProblems(readClusters(json, names), json, 'clusters')],
    ['listeners', withProblems(readListeners(json, names), json, 'listeners')],
    ['routes', withProblems(readRoutes(json, names), json, 'routes')],
    ['secrets', withProblems(readSecrets(json, names, takenAt), json, 'secrets')],
  ])
}

function withProblems(
  rows: ReadTable['rows'],
  json: unknown,
  section: keyof typeof dumpSections,
): ReadTable {
  return { rows, problems: readProblems(json, dumpSections[section]) }
}

function readDocument(document: ProxyDocument, json: unknown, resource: string | null): unknown {
  if (document === 'bootstrap') return configOf(json, 'BootstrapConfigDump')
  if (document === 'config') return json
  if (document === 'endpoints') {
    if (resource === null) return json
    return recordsAt(json, 'cluster_statuses').find((one) => one['name'] === resource) ?? null
  }
  if (resource === null) return configOf(json, dumpSections[document].type)
  return readResources(document, json).get(resource) ?? null
}

/** Times and versions differ between any two pods, and counters of hosts at any moment. */
function readResources(section: ProxySection, json: unknown): ReadonlyMap<string, unknown> {
  if (section === 'endpoints')
    return new Map(
      recordsAt(json, 'cluster_statuses').map((status) => [
        textAt(status, 'name') ?? '',
        recordsAt(status, 'host_statuses').map(withoutCounters),
      ]),
    )
  if (section === 'stats')
    return new Map(readStats(json).map(({ name, value, text }) => [name, value ?? text]))
  if (
    section !== 'clusters' &&
    section !== 'listeners' &&
    section !== 'routes' &&
    section !== 'secrets'
  )
    return new Map()
  return new Map(
    readTold(json, dumpSections[section]).map(({ resource, isWarming }) => [
      `${textAt(resource, 'name') ?? ''}${isWarming ? ' (not in use yet)' : ''}`,
      resource,
    ]),
  )
}

function withoutCounters(host: JsonRecord): JsonRecord {
  return Object.fromEntries(Object.entries(host).filter(([name]) => name !== 'stats'))
}
