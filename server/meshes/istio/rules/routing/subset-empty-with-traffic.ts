import type { KubeObject } from '../../../../seams/kube-object.ts'
import { Field } from '../../../../seams/field.ts'
import type { Hit, Rule, Subject, View } from '../../../../seams/rule.ts'
import { destinationRulesFor, subsetsOf } from '../../lookup/destination-rules.ts'
import { fqdnOf, serviceFor } from '../../lookup/hosts.ts'
import { destinationRuleKind, virtualServiceKind } from '../../lookup/kinds.ts'
import { hasLabels, podsSelected, selectorOfService } from '../../lookup/selectors.ts'
import { podLabelsOf } from './subset-endpoints.ts'
import { destinationsOf, type Destination } from './virtual-service.ts'

/** Requests on their way to nobody. */
export const subsetEmptyWithTraffic: Rule = {
  id: 'MC216',
  aka: [],
  severity: 'error',
  title: 'Requests are sent to a subset that has no pod',
  cause:
    'The host is being called, a share of its requests goes to a subset, and no pod has the labels of that subset: scaled to zero, not yet deployed, or relabelled.',
  effect: 'That share gets 503 with the flag UH.',
  repair: 'Scale the version up, or take its share away before it goes.',
  source: 'https://istio.io/latest/docs/reference/config/networking/destination-rule/#Subset',
  kinds: [virtualServiceKind],
  needs: ['Pod', 'Service', destinationRuleKind],
  needsAlso: ['traffic'],
  check: function* (subject, view) {
    for (const destination of destinationsOf(subject.spec)) {
      const hit = judge(destination, subject, view)
      if (hit !== null) yield hit
    }
  },
}

function judge(destination: Destination, { namespace }: Subject, view: View): Hit | null {
  const { host, subset, field, isMirror } = destination
  const share = shareOf(destination)
  const service = serviceFor(view, host, namespace)
  if (subset === null || isMirror || share === 0 || service === null) return null
  const fqdn = fqdnOf(host, namespace)
  const perSecond = view.traffic?.perSecondTo(fqdn) ?? 0
  if (perSecond <= 0 || hasPod(view, { service, subset, host, namespace }) !== false) return null
  const rate = `${Math.round(perSecond * 100) / 100}/s`
  return {
    field: field.get('subset'),
    message: `No pod is in subset ${subset} of ${fqdn}, which gets ${Math.round(share * 1000) / 10} % of what this rule matches; the host is asked ${rate}`,
    values: { host: fqdn, subset, perSecond: String(perSecond) },
    related: [service],
  }
}

/** Of the rule's requests, 0..1: its weight over the sum of all; one alone gets all. */
function shareOf({ rule, field }: Destination): number {
  const routes = rule.get('route').items()
  if (routes.length < 2) return 1
  const weights = routes.map((route) => route.get('weight').number() ?? 0)
  const sum = weights.reduce((one, other) => one + other, 0)
  const index = routes.findIndex((route) => route.get('destination').value === field.value)
  return sum <= 0 ? 0 : (weights[index] ?? 0) / sum
}

interface Asked {
  readonly service: KubeObject
  readonly subset: string
  readonly host: string
  readonly namespace: string
}

/** Null when nobody can tell. */
function hasPod(view: View, { service, subset, host, namespace }: Asked): boolean | null {
  const selector = selectorOfService(service)
  const found = destinationRulesFor(view, host, namespace)
    .flatMap(subsetsOf)
    .filter((one) => one.get('name').text() === subset)
  if (found.length === 0 || Object.keys(selector).length === 0) return null
  const pods = podsSelected(view, service.metadata.namespace ?? '', selector).filter(isAlive)
  return found.some((one) => {
    const labels = podLabelsOf(one)
    return pods.some(({ metadata }) => hasLabels(metadata.labels ?? {}, labels))
  })
}

function isAlive({ status }: KubeObject): boolean {
  const phase = new Field(status).get('phase').text()
  return phase !== 'Succeeded' && phase !== 'Failed'
}
