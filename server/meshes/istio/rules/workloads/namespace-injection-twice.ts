import { takeOut } from '../../../../seams/fix.ts'
import type { Rule } from '../../../../seams/rule.ts'
import { namespaceInjectionLabel, revisionLabel } from '../../lookup/injection.ts'

export const namespaceInjectionTwice: Rule = {
  id: 'MC312',
  aka: ['IST0123'],
  severity: 'warning',
  title: 'A namespace with two labels for injection',
  cause: 'It has istio-injection and istio.io/rev; the first wins.',
  effect: 'The revision is not used: pods get the sidecar of the default revision, or none.',
  repair: 'Keep one: istio.io/rev for a revision, istio-injection for the default one.',
  source: 'https://istio.io/latest/docs/reference/config/analysis/ist0123/',
  kinds: ['Namespace'],
  needs: [],
  check({ name, root }) {
    const labels = root.get('metadata', 'labels')
    const revision = labels.get(revisionLabel)
    const injection = labels.get(namespaceInjectionLabel)
    if (revision.isAbsent || injection.isAbsent) return []
    return [
      {
        field: revision,
        message: `Namespace ${name} has istio-injection=${injection.text() ?? ''}, so istio.io/rev=${revision.text() ?? ''} does nothing`,
        values: { revision: revision.text() ?? '', injection: injection.text() ?? '' },
        fix: takeOut(revision, 'Take out istio.io/rev, which does nothing'),
      },
    ]
  },
}
