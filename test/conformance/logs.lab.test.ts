import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { startLab } from '../../lab/start.ts'
import { describeLogCalls } from './logs.conformance.ts'

describeLogCalls('the lab', async () => {
  const lab = await startLab({ historySeconds: 5, clock: 'manual' })
  const folder = mkdtempSync(path.join(tmpdir(), 'alidade-conformance-'))
  const kubeconfig = path.join(folder, 'kubeconfig')
  const config = {
    'current-context': 'lab',
    clusters: [{ name: 'lab', cluster: { server: lab.kubernetesUrl } }],
    users: [{ name: 'lab', user: { token: lab.tokens.admin } }],
    contexts: [{ name: 'lab', context: { cluster: 'lab', user: 'lab' } }],
  }
  writeFileSync(kubeconfig, JSON.stringify(config), { mode: 0o600 })
  const pod = lab.objects
    .list('Pod', 'bookinfo')
    .find(({ metadata }) => metadata.labels?.['app'] === 'details')
  return {
    kubeconfig,
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
      rmSync(folder, { recursive: true })
    },
  }
})
