import { readFileSync, writeFileSync } from 'node:fs'
import type { ApiServer, KubeUser } from './api-server.ts'

/** Writes the kubeconfig of one user, as JSON, which every reader of kubeconfigs takes as YAML. */
export function writeKubeconfigFile(
  file: string,
  server: Pick<ApiServer, 'url' | 'certificateFile'>,
  user: KubeUser,
): void {
  const certificate = readFileSync(server.certificateFile).toString('base64')
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [
      {
        name: 'real',
        cluster: { server: server.url, 'certificate-authority-data': certificate },
      },
    ],
    users: [{ name: user.name, user: { token: user.token } }],
    contexts: [{ name: 'real', context: { cluster: 'real', user: user.name } }],
    'current-context': 'real',
  }
  writeFileSync(file, JSON.stringify(config, null, 2), { mode: 0o600 })
}
