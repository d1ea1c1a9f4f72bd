import type { RouteRow } from '#contract/proxy-rows.ts'
import { recordAt, recordsAt, textAt, textsAt, type JsonRecord } from '../../seams/json.ts'
import type { ProxyNames } from '../../seams/proxy-program.ts'
import { originsOf } from './origins.ts'
import { describeDestination, describeMatch } from './route-words.ts'
import { dumpSections, readTold, toldOf, type ToldResource } from './told.ts'

const mostDomains = 50

/** One row for each route of each virtual host; a host without routes has one that leads nowhere. */
export function readRoutes(dump: unknown, names: ProxyNames): readonly RouteRow[] {
  return readTold(dump, dumpSections.routes).flatMap((told, place) => {
    const name = textAt(told.resource, 'name') ?? ''
    return recordsAt(told.resource, 'virtual_hosts').flatMap((host, index) => {
      const at = {
        name,
        id: `${name === '' ? place : name} ${textAt(host, 'name') ?? index}`,
        names,
      }
      const routes = recordsAt(host, 'routes')
      return (routes.length === 0 ? [{}] : routes).map((route, order) =>
        rowOf(told, { ...at, host, route, order }),
      )
    })
  })
}

interface RouteAt {
  readonly name: string
  readonly id: string
  readonly names: ProxyNames
  readonly host: JsonRecord
  readonly route: JsonRecord
  readonly order: number
}

function rowOf(told: ToldResource, { name, id, names, host, route, order }: RouteAt): RouteRow {
  const virtualHost = textAt(host, 'name') ?? ''
  const domains = textsAt(host, 'domains')
  const own = textAt(route, 'name')
  return {
    key: `${id} ${order}`,
    resource: name,
    origins: originsOf(
      names.ofRoute({
        ...{ configuration: name, virtualHost },
        metadata: recordAt(route, 'metadata', 'filter_metadata'),
      }),
    ),
    name,
    virtualHost,
    domains: shortFirst(domains).slice(0, mostDomains),
    domainCount: domains.length,
    match: describeMatch(recordAt(route, 'match')),
    destination: describeDestination(route) || 'nowhere',
    route: own,
    ...toldOf(told),
  }
}

/** Names say more than the addresses that stand for them. */
function shortFirst(domains: readonly string[]): readonly string[] {
  const isAddress = (domain: string): boolean => /^[\d.:[\]]+$/.test(domain)
  return [...domains.filter((one) => !isAddress(one)), ...domains.filter(isAddress)]
}
