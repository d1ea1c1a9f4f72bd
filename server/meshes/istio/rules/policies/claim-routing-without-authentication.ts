import { Field } from '../../../../seams/field.ts'
import type { KubeObject } from '../../../../seams/kube-object.ts'
import type { Rule, Subject, View } from '../../../../seams/rule.ts'
import { gatewayKind, virtualServiceKind } from '../../lookup/kinds.ts'
import { workloadsSelectedAnywhere } from '../../lookup/selectors.ts'
import { neededForSelection } from '../../lookup/workload.ts'
import { holdingFor } from './attachment.ts'
import { requestAuthenticationKind, writeSome } from './policy-object.ts'

/** Istio's pseudo header: the claims of a token that a RequestAuthentication has verified. */
const claimHeader = '@request.auth.claims'

/** Routes by what a token says, where nobody reads tokens. */
export const claimRoutingWithoutAuthentication: Rule = {
  id: 'MC140',
  aka: ['IST0149'],
  severity: 'error',
  title: 'Routes by claims of a token that nobody verifies',
  cause:
    'A match compares @request.auth.claims, and no RequestAuthentication holds for the gateway that the VirtualService is bound to; or it is bound to no gateway at all, and sidecars do not know claims.',
  effect:
    'The claims are never there: the match does not apply, and requests go to the next route or get 404. A match by withoutHeaders always applies.',
  repair:
    'Add a RequestAuthentication that selects the pods of the gateway, in their namespace or in the root namespace.',
  source: 'https://istio.io/latest/docs/tasks/security/authentication/jwt-route/',
  kinds: [virtualServiceKind],
  needs: [gatewayKind, requestAuthenticationKind, ...neededForSelection],
  check: function* (subject, view) {
    const [claim] = claimsIn(subject.spec)
    if (claim === undefined) return
    const name = String(claim.path.at(-1))
    const gateways = gatewaysOf(subject, view)
    if (gateways === null) {
      yield {
        field: claim,
        message: `${name} is known at gateways only, and this VirtualService is bound to none`,
        values: { claim: name },
      }
      return
    }
    for (const gateway of gateways) {
      const pods = unauthenticated(gateway, view)
      if (pods.length === 0) continue
      yield {
        field: claim,
        message: `${name} is never known at gateway ${gateway.metadata.name}: no RequestAuthentication is for ${writeSome(pods.map((pod) => pod.metadata.name))}`,
        values: { claim: name, gateway: gateway.metadata.name },
        related: [gateway, ...pods],
      }
    }
  },
}

function claimsIn(spec: Field): readonly Field[] {
  return spec
    .get('http')
    .items()
    .flatMap((route) => route.get('match').items())
    .flatMap((match) => [
      ...match.get('headers').entries(),
      ...match.get('withoutHeaders').entries(),
    ])
    .flatMap(([name, field]) => (name.startsWith(claimHeader) ? [field] : []))
}

/** Those that are there; null when it is bound to the sidecars of the mesh alone. */
function gatewaysOf({ spec, namespace }: Subject, view: View): readonly KubeObject[] | null {
  const names = spec.get('gateways').texts()
  const bound = names.filter((name) => name !== 'mesh')
  if (bound.length === 0) return null
  return bound.flatMap((name) => {
    const [first = '', second] = name.split('/')
    const gateway = view.get(gatewayKind, second === undefined ? namespace : first, second ?? first)
    return gateway ?? []
  })
}

/** The workloads of a gateway for which no RequestAuthentication holds. */
function unauthenticated(gateway: KubeObject, view: View): readonly KubeObject[] {
  const selector = new Field(gateway).get('spec', 'selector').labels()
  return workloadsSelectedAnywhere(view, selector)
    .filter((workload) => holdingFor(view, workload, 'RequestAuthentication').length === 0)
    .map(({ object }) => object)
}
