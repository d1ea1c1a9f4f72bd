import { startLab } from '../../lab/start.ts'
import { writeKubeconfig } from '../support/kubeconfig.ts'
import { startPausableProxy } from '../support/pausable-proxy.ts'
import { describeObjectCalls } from './object-calls.conformance.ts'

describeObjectCalls('the lab', async () => {
  const lab = await startLab({ clock: 'manual', historySeconds: 1 })
  const proxy = await startPausableProxy(lab.kubernetesUrl)
  const kubeconfig = writeKubeconfig(proxy.url, lab.tokens.admin)
  return {
    administrator: { token: lab.tokens.admin, kubeconfig: kubeconfig.file },
    nobodyToken: lab.tokens.nobody,
    namespace: 'bookinfo',
    stopServer: proxy.pause,
    startServer: proxy.start,
    close: async () => {
      await proxy.close()
      await lab.stop()
      kubeconfig.remove()
    },
  }
})
