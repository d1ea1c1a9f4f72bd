import type { KubeObject } from '../../../../seams/kube-object.ts'
import type { Hit, Rule } from '../../../../seams/rule.ts'
import { serviceEntryKind, sidecarKind } from '../../lookup/kinds.ts'
import { portsOfEntry, protocolsAt, rivalsOf, type EntryPort } from './entries-by-port.ts'
import { writeList, writeName } from './virtual-service.ts'

/** One port, two protocols. */
export const serviceEntryProtocols: Rule = {
  id: 'MC261',
  aka: ['KIA1212', 'IST0177'],
  severity: 'warning',
  title: 'Service entries disagree on the protocol of a port',
  cause:
    'Another service entry, seen by the same proxies, has the same host and port with another protocol.',
  effect:
    'A proxy treats the port by one of them: HTTP rules and metrics are missing when it is TCP, and what is no HTTP breaks when it is HTTP.',
  repair: 'Give the port one protocol, or keep one of the entries.',
  source: 'https://istio.io/latest/docs/reference/config/networking/service-entry/',
  differs: 'Only for entries that some proxy is told of together, by exportTo and Sidecars.',
  kinds: [serviceEntryKind],
  needs: [serviceEntryKind, sidecarKind],
  check: function* ({ object }, view) {
    for (const port of portsOfEntry(object)) {
      const rivals = rivalsOf(view, object, port).filter((other) =>
        protocolsAt(other, port).some((protocol) => protocol !== port.protocol),
      )
      if (rivals.length > 0) yield hitFor(port, rivals)
    }
  },
}

function hitFor(port: EntryPort, rivals: readonly KubeObject[]): Hit {
  const theirs = new Set(
    rivals.flatMap((rival) => protocolsAt(rival, port)).filter((one) => one !== port.protocol),
  )
  const others = writeList([...theirs].map(writeProtocol))
  return {
    field: port.field.get('protocol'),
    message: `${port.host}:${port.number} is ${writeProtocol(port.protocol)} here and ${others} in ${writeList(rivals.map(writeName))}`,
    values: { host: port.host, port: String(port.number), protocol: port.protocol },
    related: rivals,
  }
}

const writeProtocol = (protocol: string): string =>
  protocol === '' ? 'without a protocol' : protocol
