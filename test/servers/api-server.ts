import { generateKeyPairSync } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { artifactFile } from './artifacts.ts'
import { KubeConnection } from './kube-connection.ts'
import { freePort } from './ports.ts'
import { briefGo, ServerProcess } from './server-process.ts'

export interface KubeUser {
  readonly name: string
  readonly token: string
  /** `system:masters` may do everything; other groups only what RBAC objects give them. */
  readonly groups: readonly string[]
}

export interface ApiServer {
  readonly url: string
  /** PEM; what a client must trust. The same over restarts. */
  readonly certificateFile: string
  readonly privateKeyFile: string
  readonly start: () => Promise<void>
  readonly stop: () => Promise<void>
}

export interface ApiServerOptions {
  readonly folder: string
  readonly etcdUrl: string
  readonly users: readonly KubeUser[]
}

/** Starts kube-apiserver on a free port; ready in about ten seconds when the storage is empty. */
export async function startApiServer(options: ApiServerOptions): Promise<ApiServer> {
  const { folder, users } = options
  const port = await freePort()
  const url = `https://127.0.0.1:${port}`
  const certificateFile = path.join(folder, 'apiserver.crt') // made by the server at its first start
  const token = users.find(({ groups }) => groups.includes('system:masters'))?.token ?? ''
  writeCredentials(options)
  const server = new ServerProcess({
    name: 'kube-apiserver',
    command: artifactFile('kube-apiserver'),
    args: argsOf(options, port),
    env: briefGo,
    logFile: path.join(folder, 'apiserver.log'),
    isReady: () => isReady({ url, token, certificateFile }),
    readyWithinSeconds: 120,
    stopWithinSeconds: 2, // By itself it waits for its watches to end, which tests keep open.
  })
  await server.start()
  return {
    url,
    certificateFile,
    privateKeyFile: path.join(folder, 'apiserver.key'),
    start: () => server.start(),
    stop: () => server.stop(),
  }
}

function argsOf({ folder, etcdUrl }: ApiServerOptions, port: number): string[] {
  return [
    `--etcd-servers=${etcdUrl}`,
    '--bind-address=127.0.0.1',
    `--secure-port=${port}`,
    `--cert-dir=${folder}`,
    '--service-account-issuer=https://kubernetes.default.svc',
    `--service-account-key-file=${path.join(folder, 'sa.pub')}`,
    `--service-account-signing-key-file=${path.join(folder, 'sa.key')}`,
    '--authorization-mode=RBAC',
    `--token-auth-file=${path.join(folder, 'tokens.csv')}`,
    '--service-cluster-ip-range=10.96.0.0/16',
    // It demands a service account of each pod, and no controller runs that would make one.
    '--disable-admission-plugins=ServiceAccount',
    '--endpoint-reconciler-type=none',
  ]
}

function writeCredentials({ folder, users }: ApiServerOptions): void {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  })
  writeFileSync(path.join(folder, 'sa.key'), privateKey, { mode: 0o600 })
  writeFileSync(path.join(folder, 'sa.pub'), publicKey)
  const rows = users.map(
    ({ name, token, groups }) => `${token},${name},${name},"${groups.join(',')}"`,
  )
  writeFileSync(path.join(folder, 'tokens.csv'), `${rows.join('\n')}\n`, { mode: 0o600 })
}

async function isReady(server: {
  readonly url: string
  readonly token: string
  readonly certificateFile: string
}): Promise<boolean> {
  const connection = new KubeConnection({
    ...server,
    certificate: readFileSync(server.certificateFile, 'utf8'),
  })
  try {
    return (await connection.request('GET', '/readyz')).status === 200
  } finally {
    await connection.close()
  }
}
