import { cpSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { startApiServer } from './api-server.ts'
import { artifacts } from './artifacts.ts'
import { makeOnce, type Artifact } from './cache.ts'
import { createCustomResources } from './custom-resources.ts'
import { makeDataFolder, removeDataFolder } from './data-folder.ts'
import { startEtcd } from './etcd.ts'
import { KubeConnection } from './kube-connection.ts'

/**
 * The storage of an API server in which all kinds of Istio and Gateway API are defined. Each server
 * that defined them anew took four seconds of processor, and nearly every suite has its own.
 */
const definedStorage: Artifact = {
  name: 'storage',
  version: [artifacts.etcd, artifacts['kube-apiserver'], artifacts.crds]
    .map(({ version }) => version)
    .join('-'),
  make: async (made) => {
    const folder = makeDataFolder('storage')
    const etcd = await startEtcd(folder)
    const admin = { name: 'administrator', token: 'nobody-else', groups: ['system:masters'] }
    const apiServer = await startApiServer({ folder, etcdUrl: etcd.url, users: [admin] })
    const certificate = readFileSync(apiServer.certificateFile, 'utf8')
    const connection = new KubeConnection({ url: apiServer.url, token: admin.token, certificate })
    try {
      await createCustomResources(connection)
    } finally {
      await connection.close()
      await apiServer.stop()
      await etcd.stop()
    }
    cpSync(path.join(folder, 'etcd'), path.join(made, 'etcd'), { recursive: true })
    removeDataFolder(folder)
  },
}

/** Puts it where `startEtcd` looks for its data; made once, about ten seconds. */
export async function copyDefinedStorage(folder: string): Promise<void> {
  const made = await prepareDefinedStorage()
  const target = path.join(folder, 'etcd')
  rmSync(target, { recursive: true, force: true })
  cpSync(path.join(made, 'etcd'), target, { recursive: true })
}

export const prepareDefinedStorage = (): Promise<string> => makeOnce(definedStorage)
