import type { ControlPlaneDetails } from '#contract/mesh.ts'
import { Field } from '../seams/field.ts'
import type { KubeObject } from '../seams/kube-object.ts'

const powers: Readonly<Record<string, number>> = {
  ...{ '': 1, m: 1e-3, k: 1e3, M: 1e6, G: 1e9, T: 1e12 },
  ...{ Ki: 2 ** 10, Mi: 2 ** 20, Gi: 2 ** 30, Ti: 2 ** 40 },
}

/**
 * What the first container of a workload's pods may take at most; each null when nothing limits it.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
 */
export function readLimits(workload: KubeObject): NonNullable<ControlPlaneDetails['limits']> {
  const [container] = new Field(workload).get('spec', 'template', 'spec', 'containers').items()
  const limits = container?.get('resources', 'limits')
  return {
    cpuCores: readQuantity(limits?.get('cpu')),
    memoryBytes: readQuantity(limits?.get('memory')),
  }
}

function readQuantity(field: Field | undefined): number | null {
  const written = field?.text() ?? field?.number()?.toString() ?? ''
  const [, amount, unit = ''] = /^(\d+(?:\.\d+)?)([A-Za-z]*)$/.exec(written) ?? []
  const power = powers[unit]
  return amount === undefined || power === undefined ? null : Number(amount) * power
}
