import type { KubeObject } from '../../../../seams/kube-object.ts'
import type { Hit, Rule } from '../../../../seams/rule.ts'
import { isWaypointGateway } from '../../lookup/ambient.ts'
import { workloadsSelected } from '../../lookup/selectors.ts'
import {
  attachableKinds,
  hasSelector,
  selectorField,
  selectorOf,
  targetRefsOf,
} from './policy-object.ts'

const nameLabel = 'gateway.networking.k8s.io/gateway-name'
const gatewayApi = 'gateway.networking.k8s.io'

/** A selector where targetRefs are wanted. */
export const selectsGateway: Rule = {
  id: 'MC142',
  aka: ['IST0166'],
  severity: 'warning',
  title: 'Selector for a gateway of the Gateway API',
  cause:
    'The selector matches the pods that Istio runs for a Gateway of the Gateway API. Such gateways are meant to be named by targetRefs; waypoints do not look at selectors at all, other gateways only as long as istiod has PILOT_ENABLE_SELECTOR_BASED_K8S_GATEWAY_POLICY on.',
  effect:
    'At a waypoint the object has no effect; at another gateway it may lose it with an upgrade.',
  repair: 'Name the Gateway by targetRefs in place of the selector.',
  source: 'https://istio.io/latest/docs/reference/config/analysis/ist0166/',
  kinds: attachableKinds,
  needs: ['Pod', 'apps/Deployment'],
  check: function* ({ object, namespace }, view) {
    if (!hasSelector(object) || targetRefsOf(object).length > 0) return
    const selected = workloadsSelected(view, namespace, selectorOf(object))
    const names = new Set(selected.flatMap(({ labels }) => labels[nameLabel] ?? []))
    const isGatewayAlone = selected.every(({ labels }) => labels[nameLabel] !== undefined)
    for (const name of names) {
      const gateway = view.get(`${gatewayApi}/Gateway`, namespace, name)
      yield {
        field: selectorField(object),
        message: `The selector matches the pods of gateway ${name}; ${effectAt(gateway)}, so name it by targetRefs`,
        values: { gateway: name },
        related: gateway === null ? [] : [gateway],
        ...(names.size === 1 && isGatewayAlone && gateway !== null ? fixFor(name) : {}),
      }
    }
  },
}

function effectAt(gateway: KubeObject | null): string {
  return gateway !== null && isWaypointGateway(gateway)
    ? 'waypoints do not look at selectors'
    : 'gateways of the Gateway API look at selectors for the sake of old objects only'
}

function fixFor(name: string): Pick<Hit, 'fix'> {
  const value = [{ group: gatewayApi, kind: 'Gateway', name }]
  return {
    fix: {
      title: `Attach it to the Gateway ${name}`,
      patch: [
        { op: 'remove', path: '/spec/selector' },
        { op: 'add', path: '/spec/targetRefs', value },
      ],
    },
  }
}
