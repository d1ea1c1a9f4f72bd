import type { Rule } from '../../../../seams/rule.ts'
import { serviceEntryKind, sidecarKind } from '../../lookup/kinds.ts'
import { portsOfEntry, protocolsAt, rivalsOf } from './entries-by-port.ts'
import { writeList, writeName } from './virtual-service.ts'

/** A host registered twice. */
export const serviceEntryRepeated: Rule = {
  id: 'MC260',
  aka: ['KIA1211'],
  severity: 'warning',
  title: 'Host and port in several service entries',
  cause: 'Another service entry, seen by the same proxies, has the same host and port.',
  effect:
    'Istio does not promise which of their settings (resolution, location, endpoints) counts. A change of one may be without effect.',
  repair: 'Keep one of them, or export each to namespaces of its own.',
  source: 'https://istio.io/latest/docs/reference/config/networking/service-entry/',
  differs: 'Only for entries that some proxy is told of together, by exportTo and Sidecars.',
  kinds: [serviceEntryKind],
  needs: [serviceEntryKind, sidecarKind],
  check: function* ({ object }, view) {
    for (const port of portsOfEntry(object)) {
      const rivals = rivalsOf(view, object, port).filter((other) =>
        protocolsAt(other, port).every((protocol) => protocol === port.protocol),
      )
      if (rivals.length === 0) continue
      const names = writeList(rivals.map(writeName))
      yield {
        field: port.field.get('number'),
        message: `${names} ${rivals.length === 1 ? 'has' : 'have'} ${port.host}:${port.number} too`,
        values: { host: port.host, port: String(port.number) },
        related: rivals,
      }
    }
  },
}
