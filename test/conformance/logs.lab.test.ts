import { startLab } from '../../lab/start.ts'
import { writeKubeconfig } from '../support/kubeconfig.ts'
import { describeLogCalls } from './logs.conformance.ts'

describeLogCalls('the lab', async () => {
  const lab = await startLab({ historySeconds: 5, clock: 'manual' })
  const kubeconfig = writeKubeconfig(lab.kubernetesUrl, lab.tokens.admin)
  const pod = lab.objects
    .list('Pod', 'bookinfo')
    .find(({ metadata }) => metadata.labels?.['app'] === 'details')
  return {
    kubeconfig: kubeconfig.file,
    adminToken: lab.tokens.admin,
    nobodysToken: lab.tokens.nobody,
    namespace: 'bookinfo',
    pod: pod?.metadata.name ?? '',
    container: 'details',
    write: () => {
      lab.advance(2)
      return Promise.resolve()
    },
    close: async () => {
      await lab.stop()
      kubeconfig.remove()
    },
  }
})
