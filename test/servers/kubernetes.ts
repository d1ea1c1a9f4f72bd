import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { startApiServer, type ApiServer, type KubeUser } from './api-server.ts'
import { untilDefined } from './custom-resources.ts'
import { makeDataFolder, removeDataFolder } from './data-folder.ts'
import { copyDefinedStorage } from './defined-storage.ts'
import { startEtcd } from './etcd.ts'
import { KubeApplier } from './kube-apply.ts'
import { KubeConnection, type KubeAnswer, type KubeRequestOptions } from './kube-connection.ts'
import type { KubeObject } from './kube-objects.ts'
import { writeKubeconfigFile } from './kubeconfig.ts'
import { startKwok, type Kwok, type KwokOptions } from './kwok.ts'

export interface KubernetesOptions {
  /** Besides the administrator: people with the rights that RBAC objects give them, so none yet. */
  readonly users?: readonly KubeUser[]
  /** Whether Istio's and Gateway API's kinds are defined. */
  readonly crds: boolean
  /** Whether pods of the node `node1` run, have logs and forward ports. */
  readonly kwok: boolean | KwokOptions
}

export interface KubernetesServer {
  /** https://127.0.0.1:port, with a certificate of its own: take it from the kubeconfig. */
  readonly url: string
  readonly adminToken: string
  /** Writes the kubeconfig of a user, or of `administrator`, and returns its path. Throws for others. */
  readonly writeKubeconfig: (user: string) => string
  /** As the administrator unless a token is given; see {@link KubeConnection.request}. */
  readonly request: (
    method: string,
    path: string,
    options?: KubeRequestOptions,
  ) => Promise<KubeAnswer>
  /** See {@link KubeApplier.apply}. */
  readonly apply: (objects: readonly KubeObject[]) => Promise<readonly KubeObject[]>
  /** Adds lines to the log of all containers of a name. Throws when kwok was not asked for. */
  readonly appendLog: (container: string, lines: readonly string[]) => void
  /** Ends watches and refuses connections, as in an outage; what is stored stays. */
  readonly stopApiServer: () => Promise<void>
  readonly startApiServer: () => Promise<void>
  /** Both, one after the other: same port, same certificate, same objects. */
  readonly restart: () => Promise<void>
  /** Ends all processes and removes their data. */
  readonly stop: () => Promise<void>
}

const administrator = 'administrator'

/**
 * Starts a Kubernetes API server with its storage, on free ports of 127.0.0.1; about 10 s.
 *
 * Lists, watches, conflicts, server-side apply, dry run, RBAC, access reviews and validation are
 * the real ones. **No controllers run**: a Deployment makes no ReplicaSet and no Pod, a Service no
 * endpoints, a deleted owner leaves its objects behind. The caller makes Deployment, ReplicaSet and
 * Pod (with `nodeName: node1`) and the Deployment's status; `apply` fills in the owners' uids.
 */
export async function startKubernetes(options: KubernetesOptions): Promise<KubernetesServer> {
  const folder = makeDataFolder('kubernetes')
  const cleanups: Cleanup[] = []
  const stop = async (): Promise<void> => {
    for (let cleanup = cleanups.pop(); cleanup !== undefined; cleanup = cleanups.pop())
      await cleanup()
    removeDataFolder(folder)
  }
  try {
    return await startIn(folder, options, { cleanups, stop })
  } catch (error) {
    await stop()
    throw error
  }
}

type Cleanup = () => Promise<void>

interface Teardown {
  /** Run from the last to the first: what was started later depends on what was started earlier. */
  readonly cleanups: Cleanup[]
  readonly stop: Cleanup
}

async function startIn(
  folder: string,
  options: KubernetesOptions,
  { cleanups, stop }: Teardown,
): Promise<KubernetesServer> {
  const admin = { name: administrator, token: randomUUID(), groups: ['system:masters'] }
  const users = [admin, ...(options.users ?? [])]
  if (options.crds) await copyDefinedStorage(folder)
  const etcd = await startEtcd(folder)
  cleanups.push(etcd.stop)
  const apiServer = await startApiServer({ folder, etcdUrl: etcd.url, users })
  cleanups.push(apiServer.stop)
  const connection = connect(apiServer, admin)
  cleanups.push(() => connection.close())
  const applier = new KubeApplier(connection)
  const writeKubeconfig = (name: string): string => {
    const user = users.find((each) => each.name === name)
    if (user === undefined) throw new Error(`no user ${name} was given to startKubernetes`)
    const file = path.join(folder, `kubeconfig-${encodeURIComponent(name)}`)
    writeKubeconfigFile(file, apiServer, user)
    return file
  }
  if (options.crds) await untilDefined(connection)
  let kwok: Kwok | null = null
  if (options.kwok !== false) {
    const cluster = { folder, apiServer, connection, applier }
    const kubeconfigFile = writeKubeconfig(administrator)
    const kwokOptions = options.kwok === true ? {} : options.kwok
    kwok = await startKwok({ ...cluster, kubeconfigFile }, kwokOptions)
    cleanups.push(kwok.stop)
  }
  return {
    url: apiServer.url,
    adminToken: admin.token,
    writeKubeconfig,
    request: (method, path, requestOptions) => connection.request(method, path, requestOptions),
    apply: (objects) => applier.apply(objects),
    appendLog: (container, lines) => {
      if (kwok === null) throw new Error('logs need kwok: startKubernetes({ kwok: true })')
      kwok.appendLog(container, lines)
    },
    stopApiServer: apiServer.stop,
    startApiServer: apiServer.start,
    restart: async () => {
      await apiServer.stop()
      await apiServer.start()
    },
    stop,
  }
}

function connect({ url, certificateFile }: ApiServer, { token }: KubeUser): KubeConnection {
  return new KubeConnection({ url, token, certificate: readFileSync(certificateFile, 'utf8') })
}
