import type { Field } from '../../../../seams/field.ts'
import type { Rule } from '../../../../seams/rule.ts'
import { asksForSidecar, hasSidecar, proxyName } from '../../lookup/injection.ts'
import { containersOf, isOwned, podKinds, readWorkload } from '../../lookup/workload.ts'

/** The user that the proxy runs as: what it sends is not taken in by the sidecar again. */
const proxyUid = 1337

export const applicationUid: Rule = {
  id: 'MC317',
  aka: ['IST0144'],
  severity: 'warning',
  title: 'An application that runs as the user of the proxy',
  cause: 'runAsUser is 1337, which is what the sidecar runs as.',
  effect:
    'Traffic of user 1337 passes the sidecar by: no mutual TLS, no routing, no telemetry for what it sends.',
  repair: 'Run the application as another user.',
  source: 'https://istio.io/latest/docs/reference/config/analysis/ist0144/',
  kinds: podKinds,
  needs: [],
  *check({ object }, view) {
    // The template of the owner says it once for all its pods.
    if (isOwned(object)) return
    const workload = readWorkload(object)
    const { pod } = workload
    if (!hasSidecar(pod) && !asksForSidecar(view, workload)) return
    const ofPod = pod.get('spec', 'securityContext', 'runAsUser')
    const applications = containersOf(pod, 'containers').filter(
      (container) => container.get('name').text() !== proxyName,
    )
    const own = applications.map((container) => container.get('securityContext', 'runAsUser'))
    const wrong: readonly Field[] = [
      ...own.filter(isProxyUid),
      ...(isProxyUid(ofPod) && own.some(({ isAbsent }) => isAbsent) ? [ofPod] : []),
    ]
    for (const field of wrong) {
      yield {
        field,
        message: 'runAsUser 1337 is the user of the sidecar: what this sends goes past it',
        values: { uid: String(proxyUid) },
      }
    }
  },
}

function isProxyUid(field: Field): boolean {
  return field.number() === proxyUid
}
