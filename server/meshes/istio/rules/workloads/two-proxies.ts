import type { Field } from '../../../../seams/field.ts'
import type { Rule } from '../../../../seams/rule.ts'
import { asksForSidecar } from '../../lookup/injection.ts'
import { containersOf, isOwned, podKinds, readWorkload } from '../../lookup/workload.ts'

/** The names that meshes give to their proxies; Consul has had two. */
const proxyNames: ReadonlySet<string> = new Set([
  'istio-proxy',
  'linkerd-proxy',
  'consul-dataplane',
  'envoy-sidecar',
  'kuma-sidecar',
])

export const twoProxies: Rule = {
  id: 'MC314',
  aka: [],
  severity: 'error',
  title: 'Two sidecars in one pod',
  cause:
    'The pod has the proxies of two meshes, or one proxy twice (injected by hand and by webhook), or is asked to get them.',
  effect:
    'Both take the same traffic by their own rules of the network: connections loop, are refused or run outside of one mesh.',
  repair:
    'Leave one mesh: take out the other label or annotation, and the proxy that was written by hand.',
  source: 'https://istio.io/latest/docs/ops/common-problems/injection/',
  kinds: podKinds,
  needs: [],
  *check({ object, kind }, view) {
    if (kind !== 'Pod' && isOwned(object)) return
    const workload = readWorkload(object)
    const { pod } = workload
    const proxies = proxiesOf(pod)
    const [first, second] = proxies
    if (first !== undefined && second !== undefined) {
      const names = proxies.map(({ name }) => name)
      yield {
        field: second.field,
        message: `The pod has two sidecars: ${names.join(' and ')}`,
        values: { sidecars: names.join(', ') },
      }
      return
    }
    const asked = pod.get('metadata', 'annotations', 'linkerd.io/inject')
    const isAsked = asked.text() === 'enabled' || asked.text() === 'ingress'
    if (isAsked && (first?.name === 'istio-proxy' || asksForSidecar(view, workload))) {
      yield {
        field: asked,
        message: 'The pod is asked to get the sidecars of Linkerd and of Istio',
        values: { sidecars: 'linkerd-proxy, istio-proxy' },
      }
    }
  },
}

interface Proxy {
  readonly name: string
  readonly field: Field
}

/** Native sidecars stand among the init containers and stay; others there are gone when the pod runs. */
function proxiesOf(pod: Field): readonly Proxy[] {
  const native = containersOf(pod, 'initContainers').filter(
    (container) => container.get('restartPolicy').text() === 'Always',
  )
  return [...native, ...containersOf(pod, 'containers')].flatMap((field) => {
    const name = field.get('name').text() ?? ''
    return proxyNames.has(name) ? [{ name, field: field.get('name') }] : []
  })
}
