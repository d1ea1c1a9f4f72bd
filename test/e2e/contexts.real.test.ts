import { readFileSync, writeFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listContexts } from '#contract/contexts.ts'
import { z } from '#contract/setup.ts'
import { startLab } from '../../lab/start.ts'
import type { RunningConsole } from '../../server/main.ts'
import { available } from '../servers/availability.ts'
import type { KubeObject } from '../servers/kube-objects.ts'
import { startKubernetes } from '../servers/kubernetes.ts'
import { askConsole, untilAllIsRead, type Api } from './api.ts'
import { startTestConsole } from './world.ts'

const reader = { name: 'reader', token: 'token-of-reader', groups: ['system:authenticated'] }

/** Whoever has these rights and uses another verb is refused. */
const readOnly: readonly KubeObject[] = [
  {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRole',
    metadata: { name: 'read-all' },
    rules: [{ apiGroups: ['*'], resources: ['*'], verbs: ['get', 'list', 'watch'] }],
  },
  {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRoleBinding',
    metadata: { name: 'read-all' },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'read-all' },
    subjects: [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'User', name: reader.name }],
  },
]

const podOf = (image: string): Readonly<Record<string, unknown>> => ({
  containers: [{ name: image.includes('proxyv2') ? 'istio-proxy' : 'discovery', image }],
})

const labels = { app: 'istiod', 'istio.io/rev': 'blue' }

/** A control plane of revision blue, one of two replicas ready, and two proxies of older releases. */
const mesh: readonly KubeObject[] = [
  { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'mesh-control' } },
  { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } },
  {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'istiod-blue', namespace: 'mesh-control', labels },
    spec: {
      replicas: 2,
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: podOf('docker.io/istio/pilot:1.29.1') },
    },
    status: { replicas: 2, readyReplicas: 1, availableReplicas: 1 },
  },
  ...['1.28.4', '1.27.0'].map((version, index) => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: `cart-${index}`, namespace: 'shop' },
    spec: podOf(`docker.io/istio/proxyv2:${version}`),
  })),
]

const namedSchema = z.looseObject({ name: z.string() })
const kubeconfigSchema = z.looseObject({
  clusters: z.array(namedSchema),
  users: z.array(namedSchema),
  contexts: z.array(namedSchema),
})

/** The same file with a lab to begin on, and with a way in that is not valid any more. */
function withOtherContexts(file: string, server: string): void {
  const config = kubeconfigSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
  const { clusters, users, contexts } = config
  const extended = {
    ...config,
    'current-context': 'lab',
    clusters: [...clusters, { name: 'lab', cluster: { server } }],
    users: [
      ...users,
      { name: 'lab', user: { token: 'lab-admin' } },
      { name: 'gone', user: { token: 'expired' } },
    ],
    contexts: [
      ...contexts,
      { name: 'lab', context: { cluster: 'lab', user: 'lab' } },
      { name: 'expired', context: { cluster: 'real', user: 'gone' } },
    ],
  }
  writeFileSync(file, JSON.stringify(extended))
}

describe.skipIf(!available('kubernetes'))('contexts on a real API server', () => {
  const cleanups: (() => Promise<unknown>)[] = []
  let running: RunningConsole
  let api: Api

  beforeAll(async () => {
    const [lab, kubernetes] = await Promise.all([
      startLab({ historySeconds: 120 }),
      startKubernetes({ users: [reader], crds: true, kwok: false }),
    ])
    cleanups.push(lab.stop, kubernetes.stop)
    await kubernetes.apply([...readOnly, ...mesh])
    const kubeconfig = kubernetes.writeKubeconfig(reader.name)
    withOtherContexts(kubeconfig, lab.kubernetesUrl)
    running = await startTestConsole([
      ...['--kubeconfig', kubeconfig, '--prometheus', lab.prometheusUrl],
    ])
    cleanups.push(() => running.close())
    api = askConsole(running.url)
  })
  afterAll(async () => {
    for (const cleanup of cleanups.reverse()) await cleanup()
  })

  it('finds a mesh in another namespace with no right but to read, its replicas and its skew', async () => {
    await untilAllIsRead(api, { context: 'real' })
    const status = await api.status({ context: 'real' })
    expect(status.meshes).toEqual([
      {
        ...{ mesh: 'istio', cluster: 'Kubernetes', version: '1.29.1', hasAmbient: false },
        components: [
          {
            ...{ role: 'controlPlane', namespace: 'mesh-control', name: 'istiod-blue' },
            ...{ revision: 'blue', version: '1.29.1', ready: 1, total: 2 },
          },
        ],
        proxies: [
          { version: '1.28.4', proxies: 1, skew: 'behind' },
          { version: '1.27.0', proxies: 1, skew: 'tooOld' },
        ],
        lookedFor: [],
      },
    ])
    const cluster = status.backEnds.find(({ kind }) => kind === 'cluster')
    expect(cluster?.state).toBe('reached')
    expect(cluster?.details.join()).toMatch(/^(\d+) of \1 kinds of objects are read$/)
    expect(status.warnings).toEqual([])
  })

  it('has no row of one cluster in the answers of the other', async () => {
    const ask = { type: 'workload', open: 'all', idleNodes: 'true' }
    const [lab, real] = [await api.graph(ask), await api.graph({ ...ask, context: 'real' })]
    expect(lab.nodes.some(({ namespace }) => namespace === 'bookinfo')).toBe(true)
    expect(JSON.stringify(lab)).not.toContain('mesh-control')
    expect(JSON.stringify(real)).not.toMatch(/bookinfo|travel/)
  })

  it('says of a context whose credentials have ended that it is not reached, and lives', async () => {
    const { backEnds } = await api.status({ context: 'expired' })
    const cluster = backEnds.find(({ kind }) => kind === 'cluster')
    expect(cluster).toMatchObject({ state: 'notReached' })
    expect(cluster?.message).toMatch(/does not accept the user "gone".*log in again/)
    const { contexts } = listContexts.response.parse(
      JSON.parse((await api.get('api/v1/contexts')).text),
    )
    expect(contexts.map(({ name, state }) => `${name} ${String(state)}`)).toEqual([
      ...['expired notReached', 'lab reached', 'real reached'],
    ])
  })
})
