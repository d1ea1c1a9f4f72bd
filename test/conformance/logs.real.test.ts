import { describe } from 'vitest'
import { available } from '../servers/availability.ts'
import { startKubernetes } from '../servers/kubernetes.ts'
import { describeLogCalls } from './logs.conformance.ts'

const nobody = { name: 'nobody', token: 'token-of-nobody', groups: [] }

describe.skipIf(!available('kwok'))('real Kubernetes', () => {
  describeLogCalls('a real API server with kwok', async () => {
    const kube = await startKubernetes({
      users: [nobody],
      crds: false,
      kwok: { logContainers: ['app'] },
    })
    await kube.apply([
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } },
      {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { name: 'writer', namespace: 'shop' },
        spec: { nodeName: 'node1', containers: [{ name: 'app', image: 'app:1' }] },
      },
    ])
    let written = 0
    return {
      kubeconfig: kube.writeKubeconfig('administrator'),
      adminToken: kube.adminToken,
      nobodysToken: nobody.token,
      namespace: 'shop',
      pod: 'writer',
      container: 'app',
      write: () => {
        written += 1
        kube.appendLog('app', [`line ${written}`, `line ${written} again`])
        return Promise.resolve()
      },
      close: kube.stop,
    }
  })
})
