import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { startLab } from '../../lab/start.ts'
import { startPausableProxy } from '../support/pausable-proxy.ts'
import { describeClusterSource } from './kubernetes.conformance.ts'

const writeKubeconfig = (file: string, server: string, token: string): string => {
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'lab',
    clusters: [{ name: 'lab', cluster: { server, 'insecure-skip-tls-verify': true } }],
    users: [{ name: 'lab', user: { token } }],
    contexts: [{ name: 'lab', context: { cluster: 'lab', user: 'lab' } }],
  }
  writeFileSync(file, JSON.stringify(config), { mode: 0o600 })
  return file
}

describeClusterSource('the lab', async () => {
  const lab = await startLab({ historySeconds: 5 })
  const proxy = await startPausableProxy(lab.kubernetesUrl)
  const folder = mkdtempSync(path.join(tmpdir(), 'alidade-conformance-'))
  const person = (
    name: string,
    token: string,
  ): { name: string; token: string; kubeconfig: string } => ({
    name,
    token,
    kubeconfig: writeKubeconfig(path.join(folder, name), proxy.url, token),
  })
  return {
    version: /^1\.\d+/,
    administrator: person('lab-admin', lab.tokens.admin),
    nobody: person('lab-nobody', lab.tokens.nobody),
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
      rmSync(folder, { recursive: true })
    },
  }
})
