import { appendFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { ApiServer } from './api-server.ts'
import { artifactFile } from './artifacts.ts'
import type { KubeApplier } from './kube-apply.ts'
import type { KubeConnection } from './kube-connection.ts'
import { hasCondition } from './kube-objects.ts'
import { freePort } from './ports.ts'
import { answersOk, briefGo, ServerProcess } from './server-process.ts'

export interface KwokOptions {
  /** Names of containers that have a log; `app` and `istio-proxy` unless told. */
  readonly logContainers?: readonly string[]
  /** Port of any pod → port of this machine that answers in its place. */
  readonly portForwards?: Readonly<Record<number, number>>
}

export interface Kwok {
  /** Adds lines to the log which all containers of that name share; followers see them at once. */
  readonly appendLog: (container: string, lines: readonly string[]) => void
  readonly stop: () => Promise<void>
}

export interface KwokCluster {
  readonly folder: string
  readonly kubeconfigFile: string
  readonly apiServer: ApiServer
  readonly connection: KubeConnection
  readonly applier: KubeApplier
}

const nodeName = 'node1'

/**
 * Starts kwok, a kubelet for pods that do not exist, with one node `node1`; done when it is ready.
 *
 * Pods with `nodeName: node1` turn Running; their logs and forwarded ports come from the options.
 */
export async function startKwok(cluster: KwokCluster, options: KwokOptions = {}): Promise<Kwok> {
  const { folder, apiServer } = cluster
  const logContainers = options.logContainers ?? ['app', 'istio-proxy']
  const logFileOf = (container: string): string => path.join(folder, `container-${container}.log`)
  const rulesFile = path.join(folder, 'kwok-rules.yaml')
  for (const container of logContainers) writeFileSync(logFileOf(container), '')
  writeFileSync(
    rulesFile,
    rulesOf(
      logContainers.map((name) => [name, logFileOf(name)]),
      options,
    ),
  )
  const port = await freePort()
  const server = new ServerProcess({
    name: 'kwok',
    command: artifactFile('kwok'),
    args: [
      `--kubeconfig=${cluster.kubeconfigFile}`,
      '--manage-all-nodes',
      `--config=${artifactFile('kwok', 'stages.yaml')}`,
      `--config=${rulesFile}`,
      '--node-ip=127.0.0.1',
      '--node-name=127.0.0.1',
      `--node-port=${port}`,
      `--server-address=127.0.0.1:${port}`,
      // API servers do not verify kubelets unless told whom to trust, so theirs will do.
      `--tls-cert-file=${apiServer.certificateFile}`,
      `--tls-private-key-file=${apiServer.privateKeyFile}`,
    ],
    env: briefGo,
    logFile: path.join(folder, 'kwok.log'),
    isReady: () => answersOk(`http://127.0.0.1:${port}/healthz`),
    readyWithinSeconds: 60,
  })
  await server.start()
  try {
    await createNode(cluster)
  } catch (error) {
    await server.stop()
    throw error
  }
  return {
    appendLog: (container, lines) => {
      if (!logContainers.includes(container)) throw new Error(`no log for container ${container}`)
      appendFileSync(logFileOf(container), lines.map(logLine).join(''))
    },
    stop: () => server.stop(),
  }
}

/** A line as container runtimes write it: time, stream, F for a full line, text. */
function logLine(text: string): string {
  return `${new Date().toISOString().replace('Z', '000000Z')} stdout F ${text}\n`
}

function rulesOf(
  logs: readonly (readonly [container: string, file: string])[],
  { portForwards = {} }: KwokOptions,
): string {
  const rule = (kind: string, spec: object): string =>
    JSON.stringify({ apiVersion: 'kwok.x-k8s.io/v1alpha1', kind, metadata: { name: 'all' }, spec })
  const forwards = Object.entries(portForwards).map(([podPort, port]) => ({
    ports: [Number(podPort)],
    target: { port, address: '127.0.0.1' },
  }))
  const rules = [
    rule('ClusterLogs', {
      selectors: [],
      logs: logs.map(([container, logsFile]) => ({
        containers: [container],
        logsFile,
        follow: true,
      })),
    }),
    ...(forwards.length > 0 ? [rule('ClusterPortForward', { forwards })] : []),
  ]
  return `${rules.join('\n---\n')}\n`
}

async function createNode({ connection, applier }: KwokCluster): Promise<void> {
  await applier.apply([
    {
      apiVersion: 'v1',
      kind: 'Node',
      metadata: { name: nodeName, annotations: { 'kwok.x-k8s.io/node': 'fake' } },
      status: { capacity: { cpu: '1000', memory: '4Ti', pods: '100000' } },
    },
  ])
  const deadlineAt = Date.now() + 60_000
  while (!(await isNodeReady(connection))) {
    if (Date.now() > deadlineAt) throw new Error(`kwok did not make ${nodeName} ready in 60 s`)
    await sleep(100)
  }
}

async function isNodeReady(connection: KubeConnection): Promise<boolean> {
  const { body } = await connection.request('GET', `/api/v1/nodes/${nodeName}`)
  return hasCondition(body, 'Ready')
}
