import { describe } from 'vitest'
import { available } from '../servers/availability.ts'
import { startKubernetes } from '../servers/kubernetes.ts'
import { describeObjectCalls } from './object-calls.conformance.ts'

const nobody = { name: 'nobody', token: 'token-of-nobody', groups: [] }

describe.skipIf(!available('kubernetes'))('real Kubernetes', () => {
  describeObjectCalls('Kubernetes', async () => {
    const kubernetes = await startKubernetes({ users: [nobody], crds: true, kwok: false })
    await kubernetes.apply([{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } }])
    return {
      administrator: {
        token: kubernetes.adminToken,
        kubeconfig: kubernetes.writeKubeconfig('administrator'),
      },
      nobodyToken: nobody.token,
      namespace: 'shop',
      stopServer: kubernetes.stopApiServer,
      startServer: kubernetes.startApiServer,
      close: kubernetes.stop,
    }
  })
})
