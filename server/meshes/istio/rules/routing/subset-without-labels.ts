import type { Rule } from '../../../../seams/rule.ts'
import { destinationRuleKind } from '../../lookup/kinds.ts'

/** A subset that is everything. */
export const subsetWithoutLabels: Rule = {
  id: 'MC243',
  aka: ['KIA0209'],
  severity: 'warning',
  title: 'Subset without labels',
  cause: 'A subset has no labels to tell its pods by.',
  effect: 'It holds all pods of the host: what is sent to it is shared out among all versions.',
  repair: 'Give it the labels of the pods that are meant, or leave the subset out.',
  source: 'https://istio.io/latest/docs/reference/config/networking/destination-rule/#Subset',
  differs: 'A note beside subsets that have labels: it is often meant, as a policy for all pods.',
  kinds: [destinationRuleKind],
  needs: [],
  check: function* ({ spec }) {
    const subsets = spec.get('subsets').items()
    const isLabelled = subsets.some((one) => Object.keys(one.get('labels').labels()).length > 0)
    for (const subset of subsets) {
      const labels = subset.get('labels')
      if (Object.keys(labels.labels()).length > 0) continue
      const name = subset.get('name').text() ?? ''
      yield {
        field: labels,
        message: `Subset ${name} has no labels: it is the host as a whole`,
        values: { subset: name },
        // Beside others that have labels it is often meant: a policy of its own for all pods.
        severity: isLabelled ? 'info' : 'warning',
      }
    }
  },
}
