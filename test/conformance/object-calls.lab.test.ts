import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { startLab } from '../../lab/start.ts'
import { startPausableProxy } from '../support/pausable-proxy.ts'
import { describeObjectCalls } from './object-calls.conformance.ts'

describeObjectCalls('the lab', async () => {
  const lab = await startLab({ clock: 'manual', historySeconds: 1 })
  const proxy = await startPausableProxy(lab.kubernetesUrl)
  const folder = mkdtempSync(path.join(tmpdir(), 'alidade-calls-'))
  const kubeconfig = path.join(folder, 'config')
  const config = {
    ...{ apiVersion: 'v1', kind: 'Config', 'current-context': 'lab' },
    clusters: [{ name: 'lab', cluster: { server: proxy.url } }],
    users: [{ name: 'lab', user: { token: lab.tokens.admin } }],
    contexts: [{ name: 'lab', context: { cluster: 'lab', user: 'lab' } }],
  }
  writeFileSync(kubeconfig, JSON.stringify(config), { mode: 0o600 })
  return {
    administrator: { token: lab.tokens.admin, kubeconfig },
    nobodyToken: lab.tokens.nobody,
    namespace: 'bookinfo',
    stopServer: proxy.pause,
    startServer: proxy.start,
    close: async () => {
      await proxy.close()
      await lab.stop()
      rmSync(folder, { recursive: true })
    },
  }
})
