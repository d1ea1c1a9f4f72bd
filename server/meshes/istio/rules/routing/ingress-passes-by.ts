import { Field } from '../../../../seams/field.ts'
import type { Index, Rule } from '../../../../seams/rule.ts'
import { fqdnOf } from '../../lookup/hosts.ts'
import { virtualServiceKind } from '../../lookup/kinds.ts'
import {
  destinationsOf,
  isInMesh,
  isSame,
  meshGateway,
  writeList,
  writeName,
} from './virtual-service.ts'

/** Virtual services for sidecars that send their own host to subsets. */
const splittingInMesh: Index = {
  id: 'virtual services that split a host for sidecars',
  kinds: [virtualServiceKind],
  keysOf: ({ spec: written, metadata }) => {
    const spec = new Field(written)
    if (!isInMesh(spec)) return []
    const { namespace = '' } = metadata
    const hosts = spec
      .get('hosts')
      .texts()
      .map((host) => fqdnOf(host, namespace))
    const split = destinationsOf(spec)
      .filter(({ subset, protocol }) => subset !== null && protocol === 'http')
      .map(({ host }) => fqdnOf(host, namespace))
    return hosts.filter((host) => split.includes(host))
  },
}

/** Requests from outside that the rules for sidecars do not touch. */
export const ingressPassesBy: Rule = {
  id: 'MC220',
  aka: ['IST0140'],
  severity: 'warning',
  title: 'Gateway sends past the rules for sidecars',
  cause:
    'A virtual service at a gateway sends to a host without a subset, and another one, for sidecars, shares that host out among subsets.',
  effect:
    'A gateway obeys only virtual services that are bound to it: what comes in by it reaches all pods of the host, whatever the shares for sidecars are.',
  repair: 'Name the subsets in this one too, or bind the other to the gateway as well.',
  source: 'https://istio.io/latest/docs/reference/config/analysis/ist0140/',
  kinds: [virtualServiceKind],
  needs: [virtualServiceKind],
  check: function* ({ spec, namespace, object }, view) {
    const gateways = spec.get('gateways').texts()
    if (!gateways.some((gateway) => gateway !== meshGateway)) return
    for (const { field, host, subset, protocol, isMirror } of destinationsOf(spec)) {
      if (subset !== null || protocol !== 'http' || isMirror) continue
      const fqdn = fqdnOf(host, namespace)
      const others = view.find(splittingInMesh, fqdn).filter((other) => !isSame(other, object))
      if (others.length === 0) continue
      yield {
        field: field.get('host'),
        message: `What comes in by ${writeList(gateways)} goes to all pods of ${fqdn}; the shares in ${writeList(others.map(writeName))} are for sidecars only`,
        values: { host: fqdn },
        related: others,
      }
    }
  },
}
