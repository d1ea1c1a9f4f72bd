import type { Rule } from '../../../../seams/rule.ts'
import { podKinds } from '../../lookup/workload.ts'
import { groupBy, hitOf, portsInFrontOf } from './services-in-front.ts'

export const servicesDisagree: Rule = {
  id: 'MC334',
  aka: ['IST0116'],
  severity: 'warning',
  title: 'Two Services in front of a workload disagree about a port',
  cause: 'Services that select the same pods use one port number with different protocols.',
  effect:
    'The sidecar opens the port once: calls by one of the two Services are taken for the wrong protocol.',
  repair: 'Give the port the same protocol in all Services, or another number.',
  source: 'https://istio.io/latest/docs/reference/config/analysis/ist0116/',
  differs: 'Only for workloads of the mesh.',
  kinds: podKinds,
  needs: ['Service', 'Namespace'],
  *check({ object, root }, view) {
    const ports = portsInFrontOf(object, view)
    for (const [port, offers] of groupBy(ports, ({ offer }) => offer.port)) {
      const protocols = [...new Set(offers.map(({ offer }) => offer.protocol))]
      if (protocols.length < 2) continue
      yield hitOf(root, offers, `port ${port} as ${protocols.sort().join(' and ')}`)
    }
  },
}
