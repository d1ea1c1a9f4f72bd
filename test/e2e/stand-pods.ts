import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { hasCondition } from '../servers/kube-objects.ts'
import type { KubernetesServer } from '../servers/kubernetes.ts'

const podListSchema = z.object({
  items: z.array(z.object({ metadata: z.object({ name: z.string() }) })),
})

const stores = [
  { app: 'prometheus', port: 9090 },
  { app: 'jaeger', port: 16686 },
]

/** One pod behind each store, on the node that kwok answers for, where a port can be forwarded. */
export async function standPods(
  kubernetes: Pick<KubernetesServer, 'apply' | 'request'>,
): Promise<void> {
  for (const { app, port } of stores) {
    const base = '/api/v1/namespaces/istio-system/pods'
    const { body: pods } = await kubernetes.request('GET', `${base}?labelSelector=app%3D${app}`)
    for (const { metadata } of podListSchema.parse(pods).items)
      await kubernetes.request('DELETE', `${base}/${metadata.name}?gracePeriodSeconds=0`)
    const labels = { app, 'app.kubernetes.io/name': app }
    const ports = [{ containerPort: port }]
    await kubernetes.apply([
      {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { name: `${app}-stand`, namespace: 'istio-system', labels },
        spec: { containers: [{ name: 'app', image: app, ports }], nodeName: 'node1' },
      },
    ])
    const isReady = async (): Promise<boolean> => {
      const { body } = await kubernetes.request('GET', `${base}/${app}-stand`)
      return hasCondition(body, 'Ready')
    }
    while (!(await isReady())) await sleep(100)
  }
}
