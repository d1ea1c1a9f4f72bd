import { startLab } from '../../lab/start.ts'
import { writeKubeconfig } from '../support/kubeconfig.ts'
import { startPausableProxy } from '../support/pausable-proxy.ts'
import { describeClusterSource } from './kubernetes.conformance.ts'

describeClusterSource('the lab', async () => {
  const lab = await startLab({ historySeconds: 5 })
  const proxy = await startPausableProxy(lab.kubernetesUrl)
  const kubeconfigs = {
    admin: writeKubeconfig(proxy.url, lab.tokens.admin),
    nobody: writeKubeconfig(proxy.url, lab.tokens.nobody),
  }
  const person = (
    who: keyof typeof kubeconfigs,
  ): { name: string; token: string; kubeconfig: string } => ({
    name: `lab-${who}`,
    token: lab.tokens[who],
    kubeconfig: kubeconfigs[who].file,
  })
  return {
    version: /^1\.\d+/,
    administrator: person('admin'),
    nobody: person('nobody'),
    request: async (method, where, body) => {
      const contentType = method === 'PATCH' ? 'application/merge-patch+json' : 'application/json'
      const answer = await fetch(lab.kubernetesUrl + where, {
        method,
        headers: {
          authorization: `Bearer ${lab.tokens.admin}`,
          'content-type': contentType,
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      await answer.arrayBuffer()
      return answer.status
    },
    workload: { namespace: 'bookinfo', name: 'details-v1' },
    stopServer: proxy.pause,
    startServer: proxy.start,
    close: async () => {
      await proxy.close()
      await lab.stop()
      for (const { remove } of Object.values(kubeconfigs)) remove()
    },
  }
})
