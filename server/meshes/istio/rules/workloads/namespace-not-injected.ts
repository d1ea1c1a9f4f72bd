import type { Rule } from '../../../../seams/rule.ts'
import { dataPlaneModeLabel } from '../../lookup/ambient.ts'
import {
  injectsByDefault,
  isSystemNamespace,
  namespaceInjectionLabel,
  podInjection,
  revisionLabel,
} from '../../lookup/injection.ts'
import { isPartOfMesh } from '../../lookup/membership.ts'
import { workloadsSelected } from '../../lookup/selectors.ts'

export const namespaceNotInjected: Rule = {
  id: 'MC310',
  aka: ['IST0102', 'IST0148'],
  severity: 'info',
  title: 'A namespace that does not say whether it is in the mesh',
  cause:
    'It has workloads but neither istio-injection, nor istio.io/rev, nor istio.io/dataplane-mode; what happens is up to the settings of the injector.',
  effect:
    'Unless the injector takes every namespace, its workloads have no mutual TLS, no policies and no telemetry of the mesh.',
  repair:
    'Label it istio-injection=enabled, or istio.io/dataplane-mode=ambient; istio-injection=disabled says that it is meant to be outside.',
  source: 'https://istio.io/latest/docs/reference/config/analysis/ist0102/',
  differs:
    'Only namespaces with workloads that say nothing themselves; one rule for IST0102 and IST0148.',
  kinds: ['Namespace'],
  needs: ['apps/Deployment', 'Pod'],
  check({ name, root }, view) {
    const labels = root.get('metadata', 'labels')
    const said = [namespaceInjectionLabel, revisionLabel, dataPlaneModeLabel]
    if (isSystemNamespace(name) || said.some((label) => labels.get(label).isPresent)) return []
    const silent = workloadsSelected(view, name, {}).filter(
      ({ pod, labels: own }) =>
        pod.isPresent &&
        !isPartOfMesh(own) &&
        podInjection(pod) === null &&
        pod.get('metadata', 'labels', dataPlaneModeLabel).isAbsent,
    )
    const [first] = silent
    if (first === undefined) return []
    const isOn = injectsByDefault(view)
    return [
      {
        field: labels,
        message: isOn
          ? `Namespace ${name} has no label; its ${silent.length} workloads get sidecars as the injector takes every namespace`
          : `Namespace ${name} is not in the mesh: its ${silent.length} workloads get no sidecars`,
        values: { namespace: name, workloads: String(silent.length), default: isOn ? 'on' : 'off' },
        related: [first.object],
      },
    ]
  },
}
