import { writePointer } from '../../../../seams/field.ts'
import type { KubeObject } from '../../../../seams/kube-object.ts'
import type { Hit, Rule, Subject, View } from '../../../../seams/rule.ts'
import { nearestTo } from '../../../../seams/nearest.ts'
import { meshSettings } from '../../lookup/mesh-settings.ts'
import { workloadsSelected } from '../../lookup/selectors.ts'
import { neededForSelection } from '../../lookup/workload.ts'
import {
  attachableKinds,
  hasSelector,
  peerAuthenticationKind,
  selectedWorkloads,
  selectorField,
  selectorOf,
  sidecarKind,
  targetRefsOf,
  writeLabels,
} from './policy-object.ts'

/** A selector that no workload satisfies. */
export const selectsNothing: Rule = {
  id: 'MC102',
  aka: ['KIA0004', 'IST0127'],
  severity: 'warning',
  title: 'Selector matches no workload',
  cause:
    'No workload of the namespace (of the mesh, for objects of the root namespace) has all the labels of the selector.',
  effect: 'The object has no effect: what it should protect or change is as if it were not there.',
  repair: 'Take the labels from the pod template of the workload that is meant.',
  source: 'https://istio.io/latest/docs/reference/config/analysis/ist0127/',
  differs:
    'Machines (WorkloadEntry, WorkloadGroup) count as workloads, as the selectors of Istio find them too; `istioctl` looks at pods that run, so what is scaled to zero is nothing to it.',
  kinds: [...attachableKinds, peerAuthenticationKind, sidecarKind],
  needs: neededForSelection,
  check: function* (subject, view) {
    const { object, namespace, kind } = subject
    if (!hasSelector(object) || targetRefsOf(object).length > 0) return
    const isInRoot = namespace === meshSettings(view).rootNamespace
    // There a selector has no effect whatever it matches, which is another finding.
    if (isInRoot && (kind === peerAuthenticationKind || kind === sidecarKind)) return
    if (selectedWorkloads(view, object).length > 0) return
    yield hitFor(subject, view, isInRoot)
  },
}

function hitFor({ object, namespace }: Subject, view: View, isInRoot: boolean): Hit {
  const labels = selectorOf(object)
  const place = isInRoot ? 'the mesh' : `namespace ${namespace}`
  const fix = isInRoot ? undefined : renameLabel(object, view)
  return {
    field: selectorField(object),
    message: `No workload of ${place} has ${writeLabels(labels)}${fix === undefined ? '' : `; did you mean ${fix.value}?`}`,
    values: { selector: writeLabels(labels), namespace },
    ...(fix === undefined ? {} : { fix: { title: `Select ${fix.value}`, patch: fix.patch } }),
  }
}

interface Rename {
  readonly value: string
  readonly patch: NonNullable<Hit['fix']>['patch']
}

/** One label written a letter off, where with the right letter the selector finds something. */
function renameLabel(object: KubeObject, view: View): Rename | undefined {
  const labels = selectorOf(object)
  const { namespace = '' } = object.metadata
  for (const [name, value] of Object.entries(labels)) {
    const others = Object.fromEntries(Object.entries(labels).filter(([other]) => other !== name))
    const candidates = workloadsSelected(view, namespace, others).flatMap(
      (workload) => workload.labels[name] ?? [],
    )
    const near = nearestTo(value, candidates)
    if (near === null) continue
    const path = writePointer(selectorField(object).get(name).path)
    return { value: `${name}=${near}`, patch: [{ op: 'replace', path, value: near }] }
  }
  return undefined
}
