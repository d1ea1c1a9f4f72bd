import { Field } from '../../../seams/field.ts'
import type { KubeObject } from '../../../seams/kube-object.ts'
import type { View } from '../../../seams/rule.ts'
import { workloadsSelectedAnywhere } from './selectors.ts'
import type { Labels, Workload } from './workload.ts'

/** One server of an Istio Gateway. */
export interface GatewayServer {
  readonly field: Field
  readonly port: number | null
  readonly protocol: string
  /** Those without a limit to a namespace, and those with one, as written: `prod/*.example.com`. */
  readonly hosts: readonly Field[]
}

export function serversOf(gateway: KubeObject): readonly GatewayServer[] {
  return new Field(gateway)
    .get('spec', 'servers')
    .items()
    .map((field) => ({
      field,
      port: field.get('port', 'number').number(),
      protocol: (field.get('port', 'protocol').text() ?? '').toUpperCase(),
      hosts: field
        .get('hosts')
        .items()
        .filter((host) => host.text() !== null),
    }))
}

export function selectorOfGateway(gateway: KubeObject): Labels {
  return new Field(gateway).get('spec', 'selector').labels()
}

/**
 * The proxies that a Gateway is for, in whatever namespace: that is how istiod takes the selector
 * unless PILOT_SCOPE_GATEWAY_TO_NAMESPACE is set.
 */
export function proxiesOfGateway(view: View, gateway: KubeObject): readonly Workload[] {
  return workloadsSelectedAnywhere(view, selectorOfGateway(gateway))
}
