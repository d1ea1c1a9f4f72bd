import type { Rule } from '../../../../seams/rule.ts'
import { isInMesh } from '../../lookup/membership.ts'
import { servicesSelecting } from '../../lookup/selectors.ts'
import { portsOfService } from '../../lookup/service-ports.ts'
import { containersOf, isOwned, podKinds, readWorkload } from '../../lookup/workload.ts'

/** `--listen=127.0.0.1:8080`, `-addr localhost:8080`; what it is for must be said, as clients are given addresses too. */
const listening =
  /(?:listen|bind|serve|http-?addr|(?:^|-)addr(?:ess)?)[\w.-]*[=\s]+["']?(?:tcp:\/\/|https?:\/\/)?(?:127\.0\.0\.1|localhost|\[::1\]):(\d+)/i

const isLocal = /127\.0\.0\.1|localhost|\[::1\]/

export const listensOnLocalhost: Rule = {
  id: 'MC336',
  aka: ['IST0143'],
  severity: 'warning',
  title: 'A container that listens on localhost alone',
  cause: 'Its command tells it to listen on 127.0.0.1 on a port that a Service sends to.',
  effect:
    'Nobody outside of the pod reaches it: the proxy sends what arrives to the address of the pod, and callers get 503.',
  repair: 'Listen on 0.0.0.0 or [::].',
  source: 'https://istio.io/latest/docs/reference/config/analysis/ist0143/',
  kinds: podKinds,
  needs: ['Service'],
  *check({ object }, view) {
    if (isOwned(object)) return
    const workload = readWorkload(object)
    const places = containersOf(workload.pod, 'containers').flatMap((container) =>
      ['command', 'args'].flatMap((name) => {
        const items = container.get(name).items()
        // A flag and its value may be two arguments.
        return items.map((field, index) => ({
          field,
          text: `${items[index - 1]?.text() ?? ''} ${field.text() ?? ''}`,
        }))
      }),
    )
    for (const { field, text } of places) {
      const [, port] = isLocal.test(field.text() ?? '') ? (listening.exec(text) ?? []) : []
      if (port === undefined || !isInMesh(view, workload)) continue
      const services = servicesSelecting(view, workload.namespace, workload.labels).filter(
        (service) => portsOfService(service).some(({ target }) => target === Number(port)),
      )
      if (services.length === 0) continue
      const names = services.map(({ metadata }) => metadata.name).join(', ')
      yield {
        field,
        message: `It listens on localhost:${port}, where Service ${names} cannot reach it`,
        values: { port, services: names },
        related: services,
      }
    }
  },
}
