import { Field } from '../../../../seams/field.ts'
import type { KubeObject } from '../../../../seams/kube-object.ts'
import type { Index, Rule } from '../../../../seams/rule.ts'

/** Groups by namespace and all the labels that they give to their machines. */
const groupsByLabels: Index = {
  id: 'workload groups by labels',
  kinds: ['networking.istio.io/WorkloadGroup'],
  keysOf: (group) => {
    const labels = labelsOf(group)
    return labels === '' ? [] : [`${group.metadata.namespace ?? ''} ${labels}`]
  },
}

function labelsOf(group: KubeObject): string {
  const labels = new Field(group).get('spec', 'metadata', 'labels').labels()
  const pairs = Object.entries(labels).map(([name, value]) => `${name}=${value}`)
  return pairs.sort().join(', ')
}

export const workloadGroupTwice: Rule = {
  id: 'MC326',
  aka: ['KIA1702'],
  severity: 'warning',
  title: 'Two WorkloadGroups with the same labels',
  cause: 'Another WorkloadGroup of the namespace gives its machines exactly these labels.',
  effect: 'Selectors and services cannot tell the machines of the two groups apart.',
  repair: 'Give each group a label of its own, or make one of the two.',
  source: 'https://istio.io/latest/docs/reference/config/networking/workload-group/',
  kinds: ['networking.istio.io/WorkloadGroup'],
  needs: [],
  check({ object, spec, namespace }, view) {
    const labels = labelsOf(object)
    if (labels === '') return []
    const others = view
      .find(groupsByLabels, `${namespace} ${labels}`)
      .filter((one) => one !== object)
    if (others.length === 0) return []
    const names = others.map(({ metadata }) => metadata.name).join(', ')
    return [
      {
        field: spec.get('metadata', 'labels'),
        message: `WorkloadGroup ${names} has the same labels: ${labels}`,
        values: { labels, groups: names },
        related: others,
      },
    ]
  },
}
