import type { Field } from '../../../../seams/field.ts'
import { takeOut } from '../../../../seams/fix.ts'
import type { Rule, Subject } from '../../../../seams/rule.ts'
import { asksForAmbient, dataPlaneModeLabel } from '../../lookup/ambient.ts'
import {
  asksForSidecar,
  namespaceInjectionLabel,
  podInjection,
  revisionLabel,
} from '../../lookup/injection.ts'
import { isOwned, podKinds, readWorkload } from '../../lookup/workload.ts'

export const sidecarAndAmbient: Rule = {
  id: 'MC318',
  aka: ['KIA1311'],
  severity: 'error',
  title: 'Sidecars and ambient mode are both asked for',
  cause:
    'Labels ask for injection and for istio.io/dataplane-mode=ambient. A pod that is injected is left alone by ztunnel.',
  effect: 'The pods get sidecars and are not ambient, whatever the label says.',
  repair: 'Take one of the labels out; pods change when they are made anew.',
  source: 'https://istio.io/latest/docs/ambient/usage/add-workloads/',
  kinds: ['Namespace', ...podKinds],
  needs: ['Namespace'],
  *check(subject, view) {
    const both = subject.kind === 'Namespace' ? inNamespace(subject) : inWorkload(subject, view)
    if (both === null) return
    yield {
      field: both,
      message: 'Both sidecars and ambient mode are asked for; sidecars win',
      values: { label: String(both.path.at(-1) ?? ''), value: both.text() ?? '' },
      fix: takeOut(both, `Take out ${String(both.path.at(-1) ?? '')}`),
    }
  },
}

function inNamespace({ root }: Subject): Field | null {
  const labels = root.get('metadata', 'labels')
  const mode = labels.get(dataPlaneModeLabel)
  const isInjected =
    labels.get(namespaceInjectionLabel).text() === 'enabled' ||
    (labels.get(revisionLabel).text() ?? '') !== ''
  return mode.text() === 'ambient' && isInjected ? mode : null
}

/** Only where the template itself has a part in it: the rest is said of the namespace. */
function inWorkload({ object }: Subject, view: Parameters<typeof asksForSidecar>[0]): Field | null {
  if (isOwned(object)) return null
  const workload = readWorkload(object)
  const { pod } = workload
  if (!asksForAmbient(view, workload) || !asksForSidecar(view, workload)) return null
  const own = podInjection(pod)?.field
  if (own !== undefined) return own
  const mode = pod.get('metadata', 'labels', dataPlaneModeLabel)
  return mode.isPresent ? mode : null
}
