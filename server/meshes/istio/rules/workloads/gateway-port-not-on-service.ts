import { Field } from '../../../../seams/field.ts'
import type { Rule } from '../../../../seams/rule.ts'
import { proxiesOfGateway, serversOf } from '../../lookup/gateways.ts'
import { gatewayKind } from '../../lookup/kinds.ts'
import { servicesSelecting } from '../../lookup/selectors.ts'
import { neededForSelection } from '../../lookup/workload.ts'

export const gatewayPortNotOnService: Rule = {
  id: 'MC302',
  aka: ['IST0162', 'IST0104'],
  severity: 'warning',
  title: 'A port of a Gateway that its Service does not offer',
  cause: 'No Service in front of the selected proxies has this port.',
  effect: 'The proxy listens, but nobody can reach the port from outside the pod.',
  repair: 'Add the port to the Service of the gateway, or open one that it has.',
  source: 'https://istio.io/latest/docs/reference/config/analysis/ist0162/',
  kinds: [gatewayKind],
  needs: [...neededForSelection, 'Service'],
  *check({ object }, view) {
    const services = proxiesOfGateway(view, object).flatMap(({ namespace, labels }) =>
      servicesSelecting(view, namespace, labels),
    )
    if (services.length === 0) return
    const ports = services.flatMap((service) =>
      new Field(service)
        .get('spec', 'ports')
        .items()
        .map((port) => port.get('port').number()),
    )
    const known = [...new Set(ports)].join(', ')
    for (const { field, port } of serversOf(object)) {
      if (port === null || ports.includes(port)) continue
      const names = [...new Set(services.map(({ metadata }) => metadata.name))].join(', ')
      yield {
        field: field.get('port', 'number'),
        message: `Service ${names} has no port ${port}; it has ${known}`,
        values: { port: String(port), ports: known },
        related: services,
      }
    }
  },
}
