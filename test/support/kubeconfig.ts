import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

export interface WrittenKubeconfig {
  readonly file: string
  readonly remove: () => void
}

/** A kubeconfig, in a folder of its own, of one user of an API server that is no real one. */
export function writeKubeconfig(server: string, token: string): WrittenKubeconfig {
  const folder = mkdtempSync(path.join(tmpdir(), 'alidade-kubeconfig-'))
  const file = path.join(folder, 'kubeconfig')
  const config = {
    ...{ apiVersion: 'v1', kind: 'Config', 'current-context': 'lab' },
    clusters: [{ name: 'lab', cluster: { server, 'insecure-skip-tls-verify': true } }],
    users: [{ name: 'lab', user: { token } }],
    contexts: [{ name: 'lab', context: { cluster: 'lab', user: 'lab' } }],
  }
  writeFileSync(file, JSON.stringify(config), { mode: 0o600 })
  return { file, remove: () => rmSync(folder, { recursive: true, force: true }) }
}
