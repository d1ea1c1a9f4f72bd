import type { Field } from '../../../../seams/field.ts'
import type { Rule } from '../../../../seams/rule.ts'
import { asksForAmbient, dataPlaneModeLabel, isAmbientNamespace } from '../../lookup/ambient.ts'
import { hasSidecar, podInjection } from '../../lookup/injection.ts'
import { readWorkload } from '../../lookup/workload.ts'

export const capturedTwice: Rule = {
  id: 'MC321',
  aka: ['KIA1314', 'KIA1315', 'KIA1316'],
  severity: 'error',
  title: 'What a pod is told to be and what it is differ',
  cause:
    'A pod keeps its sidecar or its redirection to ztunnel for as long as it lives; labels that came later ask for the other.',
  effect:
    'The pod stays in the old mode until it is made anew; policies and routes that were written for the new mode are not in force for it.',
  repair: 'Make the pod anew (kubectl rollout restart), or put the labels back.',
  source: 'https://istio.io/latest/docs/ambient/usage/add-workloads/',
  differs: 'Three codes of Kiali for three ways to the same thing.',
  kinds: ['Pod'],
  needs: ['Namespace'],
  *check({ object, root, namespace }, view) {
    const workload = readWorkload(object)
    const { pod } = workload
    const redirection = root.get('metadata', 'annotations', 'ambient.istio.io/redirection')
    const injection = podInjection(pod)
    const isRedirected = redirection.text() === 'enabled'
    if (isRedirected && (injection?.isOn === true || hasSidecar(pod))) {
      yield hitOf(
        redirection,
        'ztunnel takes the traffic of this pod, which is told to have a sidecar',
      )
      return
    }
    if (!hasSidecar(pod) || !asksForAmbient(view, workload)) return
    const own = pod.get('metadata', 'labels', dataPlaneModeLabel)
    if (own.isPresent) {
      yield hitOf(
        own,
        'The pod is told to be ambient but has a sidecar, so ztunnel leaves it alone',
      )
    } else if (isAmbientNamespace(view, namespace)) {
      yield {
        ...hitOf(
          pod.get('spec', 'containers'),
          `The pod has a sidecar in namespace ${namespace}, which is ambient`,
        ),
        severity: 'warning',
      }
    }
  },
}

function hitOf(
  field: Field,
  message: string,
): { field: Field; message: string; values: Record<string, string> } {
  return { field, message, values: { value: field.text() ?? '' } }
}
