import { Field } from '../../../../seams/field.ts'
import type { KubeObject } from '../../../../seams/kube-object.ts'
import type { Index, Rule } from '../../../../seams/rule.ts'
import { hasSidecar, proxiesIn } from '../../lookup/injection.ts'

/** Pods with sidecars by namespace; gateways have images of their own. */
const podsWithSidecar: Index = {
  id: 'pods with sidecars by namespace',
  kinds: ['Pod'],
  keysOf: (pod) => (hasSidecar(new Field(pod)) ? [pod.metadata.namespace ?? ''] : []),
}

export const proxyImagesDiffer: Rule = {
  id: 'MC316',
  aka: ['IST0158'],
  severity: 'warning',
  title: 'Sidecars of one namespace run different images',
  cause:
    'Pods keep the proxy that they were made with; some have not been made anew since an upgrade.',
  effect: 'Old proxies lack fixes, and may not understand what a newer control plane sends.',
  repair: 'Restart the workloads whose pods are behind (kubectl rollout restart).',
  source: 'https://istio.io/latest/docs/reference/config/analysis/ist0158/',
  kinds: ['Namespace'],
  needs: ['Pod'],
  check({ name, root }, view) {
    const podsByImage = new Map<string, KubeObject[]>()
    for (const pod of view.find(podsWithSidecar, name)) {
      const image = proxiesIn(new Field(pod))[0]?.get('image').text() ?? ''
      if (image === '' || isOwnChoice(pod)) continue
      const pods = podsByImage.get(image)
      if (pods === undefined) podsByImage.set(image, [pod])
      else pods.push(pod)
    }
    if (podsByImage.size < 2) return []
    const counted = [...podsByImage]
      .sort(([, one], [, other]) => other.length - one.length)
      .map(([image, pods]) => `${image} (${pods.length})`)
    const fewest =
      [...podsByImage.values()].sort((one, other) => one.length - other.length)[0] ?? []
    return [
      {
        field: root.get('metadata', 'name'),
        message: `Sidecars in ${name} run ${podsByImage.size} images: ${counted.join(', ')}`,
        values: { images: counted.join(', ') },
        related: fewest.slice(0, 10),
      },
    ]
  },
}

/** The pod asks for an image of its own. */
function isOwnChoice({ metadata }: KubeObject): boolean {
  const annotations = metadata.annotations ?? {}
  return (
    annotations['sidecar.istio.io/proxyImage'] !== undefined ||
    annotations['sidecar.istio.io/proxyImageType'] !== undefined
  )
}
