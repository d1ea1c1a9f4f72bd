import type { Rule } from '../../../../seams/rule.ts'
import { podKinds } from '../../lookup/workload.ts'
import { groupBy, hitOf, portsInFrontOf } from './services-in-front.ts'

export const targetsDisagree: Rule = {
  id: 'MC335',
  aka: ['IST0137'],
  severity: 'warning',
  title: 'Two Services send different ports to one port of a workload',
  cause: 'Services that select the same pods have different port numbers for the same targetPort.',
  effect:
    'The sidecar can hold only one service for what arrives at a port of the pod: policies and telemetry of the other go wrong.',
  repair: 'Use one port number for a targetPort, or one Service with both ports.',
  source: 'https://istio.io/latest/docs/reference/config/analysis/ist0137/',
  kinds: podKinds,
  needs: ['Service', 'Namespace'],
  *check({ object, root }, view) {
    const ports = portsInFrontOf(object, view)
    for (const [target, offers] of groupBy(ports, ({ offer }) => offer.target)) {
      const numbers = [...new Set(offers.map(({ offer }) => offer.port))]
      const services = new Set(offers.map(({ service }) => service))
      if (numbers.length < 2 || services.size < 2) continue
      const what = `target port ${target} by ports ${numbers.sort((a, b) => a - b).join(' and ')}`
      yield hitOf(root, offers, what)
    }
  },
}
