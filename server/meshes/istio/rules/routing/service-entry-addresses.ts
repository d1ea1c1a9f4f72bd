import { parseDocument } from 'yaml'
import { Field } from '../../../../seams/field.ts'
import { derived, type Rule } from '../../../../seams/rule.ts'
import { serviceEntryKind } from '../../lookup/kinds.ts'
import { meshSettings } from '../../lookup/mesh-settings.ts'

/** Whether proxies answer DNS themselves and give hosts without addresses some of their own. */
const isAllocated = derived('addresses by DNS proxying', (_key, view): boolean => {
  const { source } = meshSettings(view)
  const text = new Field(source).get('data', 'mesh').text()
  if (text === null) return false
  const document = parseDocument(text, { logLevel: 'silent' })
  if (document.errors.length > 0) return false
  const metadata = ['defaultConfig', 'proxyMetadata']
  const isOn = (name: string): boolean => String(document.getIn([...metadata, name])) === 'true'
  return isOn('ISTIO_META_DNS_CAPTURE') && isOn('ISTIO_META_DNS_AUTO_ALLOCATE')
})

/** TCP without an address to tell it by. */
export const serviceEntryAddresses: Rule = {
  id: 'MC262',
  aka: ['IST0134'],
  severity: 'warning',
  title: 'TCP port of a service entry without addresses',
  cause: 'A port is TCP, or has no protocol, and the service entry has no addresses.',
  effect:
    'Connections say no host, so proxies tell them by port alone: all that goes out on this port is sent to this host, and a second entry on the port conflicts.',
  repair:
    'Give the entry addresses, let Istio allocate them, or name the protocol (TLS, HTTP) by which the host can be told.',
  source: 'https://istio.io/latest/docs/reference/config/analysis/ist0134/',
  differs: 'Not where istiod gives the hosts addresses of its own.',
  kinds: [serviceEntryKind],
  needs: [],
  check: function* ({ spec, root }, view) {
    // Newer control planes write the addresses that they allocate into the status.
    const given = [spec.get('addresses'), root.get('status', 'addresses')]
    if (given.some((addresses) => addresses.items().length > 0)) return
    const open = spec
      .get('ports')
      .items()
      .filter((port) => ['', 'TCP'].includes(port.get('protocol').text()?.toUpperCase() ?? ''))
      .filter((port) => port.get('number').number() !== null)
    if (open.length === 0 || view.derive(isAllocated, '')) return
    for (const port of open) {
      const number = String(port.get('number').number())
      yield {
        field: port,
        message: `Port ${number} is TCP and there are no addresses: all connections to port ${number} look like this host`,
        values: { port: number },
      }
    }
  },
}
