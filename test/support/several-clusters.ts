import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { buildDefinitions } from '../../lab/kube/crds.ts'
import { createKubernetesFace } from '../../lab/kube/face.ts'
import { labUsers } from '../../lab/kube/users.ts'
import type { KubeObject } from '../../lab/seams.ts'
import { startLab, type Lab } from '../../lab/start.ts'
import { startControllers } from '../../lab/store/controllers/controllers.ts'
import { ObjectStore } from '../../lab/store/object-store.ts'
import { randomFrom } from '../../lab/world/random.ts'
import { startRecordingProxy } from './recording-proxy.ts'

export const contextNames = ['broken', 'east', 'elsewhere', 'empty', 'secret', 'west'] as const
export type ContextName = (typeof contextNames)[number]

/**
 * Clusters behind one kubeconfig: `east` (where one starts) and `west` are labs with stores of their
 * own, `elsewhere` has its control plane in the namespace mesh-control and proxies of an older
 * release, `empty` has no mesh, `broken` names a cluster that is not in the file, and the password
 * for the metric store of `secret` is not where it should be.
 */
export interface SeveralClusters {
  readonly east: Lab
  readonly west: Lab
  /** A namespace with traffic that is in west alone. */
  readonly onlyInWest: string
  /** For a console that starts on east. */
  readonly args: readonly string[]
  /** Everything that was asked of the API servers: `west GET /api/v1/pods`. */
  readonly requests: () => readonly string[]
  /** How many requests, watches mostly, are being answered there just now. */
  readonly openRequests: (name: string) => number
  readonly stop: () => Promise<void>
}

interface Face {
  readonly url: string
  readonly stop: () => void
}

/** An API server with just these objects, and controllers that make pods of them. */
async function startFace(objects: readonly KubeObject[]): Promise<Face> {
  const store = new ObjectStore({ nowMs: Date.now })
  const controllers = startControllers(store, { random: randomFrom(1), delayMs: 20 })
  for (const object of [...buildDefinitions(), ...objects]) store.create(object)
  controllers.settle()
  const clock = { nowMs: Date.now }
  const face = createKubernetesFace({ store, clock, withoutToken: labUsers['lab-admin'] })
  const server: Server = createServer(face.listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    stop: () => {
      controllers.stop()
      face.stop()
      server.close()
      server.closeAllConnections()
    },
  }
}

const namespace = (name: string, labels: Readonly<Record<string, string>> = {}): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name, labels },
})

interface DeploymentPart {
  readonly image: string
  readonly replicas: number
  readonly annotations?: Readonly<Record<string, string>>
}

function deployment(
  place: string,
  { image, replicas, annotations = {} }: DeploymentPart,
): KubeObject {
  const [inNamespace = '', name = ''] = place.split('/')
  const labels = { app: name }
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace: inNamespace, labels },
    spec: {
      replicas,
      selector: { matchLabels: labels },
      template: {
        metadata: { labels, annotations },
        spec: { containers: [{ name: name === 'istiod' ? 'discovery' : 'app', image }] },
      },
    },
  }
}

const elsewhere: readonly KubeObject[] = [
  namespace('mesh-control'),
  namespace('shop', { 'istio-injection': 'enabled' }),
  deployment('mesh-control/istiod', { image: 'docker.io/istio/pilot:1.29.1', replicas: 2 }),
  deployment('shop/cart', {
    image: 'shop/cart:7',
    replicas: 3,
    annotations: { 'sidecar.istio.io/proxyImage': 'docker.io/istio/proxyv2:1.28.4' },
  }),
  deployment('shop/till', { image: 'shop/till:7', replicas: 1 }),
]

const empty: readonly KubeObject[] = [
  namespace('plain'),
  deployment('plain/web', { image: 'nginx:1.29', replicas: 1 }),
]

function writeKubeconfig(
  urls: Readonly<Record<Exclude<ContextName, 'broken' | 'secret'>, string>>,
): string {
  const servers = Object.entries(urls)
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'east',
    clusters: servers.map(([name, server]) => ({ name: `${name}-cluster`, cluster: { server } })),
    users: [{ name: 'admin', user: { token: 'lab-admin' } }],
    contexts: contextNames.map((name) => ({
      name,
      context: { cluster: `${name === 'secret' ? 'empty' : name}-cluster`, user: 'admin' },
    })),
  })
}

export async function startSeveralClusters(): Promise<SeveralClusters> {
  const [east, west, other, none] = await Promise.all([
    startLab({ historySeconds: 180 }),
    startLab({ historySeconds: 180, workloads: 60, seed: 2 }),
    startFace(elsewhere),
    startFace(empty),
  ])
  const targets = {
    east: east.kubernetesUrl,
    west: west.kubernetesUrl,
    elsewhere: other.url,
    empty: none.url,
  }
  const proxies = await Promise.all(
    Object.entries(targets).map(async ([name, url]) => ({
      name,
      proxy: await startRecordingProxy(url),
    })),
  )
  const urlOf = (name: string): string => proxies.find((one) => one.name === name)?.proxy.url ?? ''
  const folder = mkdtempSync(path.join(tmpdir(), 'alidade-contexts-'))
  const kubeconfig = path.join(folder, 'kubeconfig')
  const settings = path.join(folder, 'alidade.yaml')
  writeFileSync(
    kubeconfig,
    writeKubeconfig({
      ...{ east: urlOf('east'), west: urlOf('west') },
      ...{ elsewhere: urlOf('elsewhere'), empty: urlOf('empty') },
    }),
  )
  const { prometheusUrl: prometheus, jaegerUrl: tracing } = west
  writeFileSync(
    settings,
    JSON.stringify({
      perContext: {
        west: { prometheus, tracing },
        secret: { prometheus, prometheusTokenFile: path.join(folder, 'no-token') },
      },
    }),
  )
  const namesOf = (lab: Lab): string[] =>
    lab.objects.list('Namespace').map(({ metadata }) => metadata.name)
  return {
    east,
    west,
    onlyInWest: namesOf(west).find((name) => !namesOf(east).includes(name)) ?? '',
    args: [
      ...['--poll-seconds', '5', '--kubeconfig', kubeconfig, '--config', settings],
      ...['--prometheus', east.prometheusUrl, '--tracing', east.jaegerUrl],
    ],
    requests: () =>
      proxies.flatMap(({ name, proxy }) => proxy.requests().map((line) => `${name} ${line}`)),
    openRequests: (wanted) => proxies.find(({ name }) => name === wanted)?.proxy.open() ?? 0,
    stop: async () => {
      for (const { proxy } of proxies) proxy.stop()
      for (const face of [other, none]) face.stop()
      await Promise.all([east.stop(), west.stop()])
      rmSync(folder, { recursive: true })
    },
  }
}
