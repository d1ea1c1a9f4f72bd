import { describe } from 'vitest'
import { available } from '../servers/availability.ts'
import { startKubernetes } from '../servers/kubernetes.ts'
import { describeApiWrites } from './api-writes.conformance.ts'

const nobody = { name: 'nobody', token: 'token-of-nobody', groups: [] }

describe.skipIf(!available('kubernetes'))('real Kubernetes', () => {
  describeApiWrites('Kubernetes', async () => {
    const kubernetes = await startKubernetes({ users: [nobody], crds: true, kwok: false })
    await kubernetes.apply([{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } }])
    return {
      namespace: 'shop',
      nobodyToken: nobody.token,
      request: kubernetes.request,
      close: kubernetes.stop,
    }
  })
})
