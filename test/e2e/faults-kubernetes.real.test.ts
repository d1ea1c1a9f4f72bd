import { describe, expect, it, onTestFinished } from 'vitest'
import type { Status } from '#contract/status.ts'
import { available } from '../servers/availability.ts'
import { startKubernetes } from '../servers/kubernetes.ts'
import { askConsole } from './api.ts'
import { applyLab, startStillLab, startTestConsole } from './world.ts'

const reader = { name: 'reader', token: 'token-of-reader', groups: ['system:authenticated'] }

const role = (
  kind: 'ClusterRole' | 'ClusterRoleBinding',
  rest: Readonly<Record<string, unknown>>,
): { apiVersion: string; kind: string; metadata: { name: string } } => ({
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind,
  metadata: { name: 'reader' },
  ...rest,
})

const verbs = ['get', 'list', 'watch']

/** All but the services. */
const narrowRole = [
  role('ClusterRole', {
    rules: [
      { apiGroups: [''], resources: ['namespaces', 'pods', 'replicationcontrollers'], verbs },
      { apiGroups: ['discovery.k8s.io', 'apps', 'batch'], resources: ['*'], verbs },
      { apiGroups: ['apiextensions.k8s.io'], resources: ['*'], verbs },
      {
        apiGroups: ['networking', 'security', 'telemetry', 'extensions']
          .map((group) => `${group}.istio.io`)
          .concat('gateway.networking.k8s.io'),
        resources: ['*'],
        verbs,
      },
    ],
  }),
  role('ClusterRoleBinding', {
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'reader' },
    subjects: [{ kind: 'User', name: 'reader', apiGroup: 'rbac.authorization.k8s.io' }],
  }),
]

describe.skipIf(!available('kubernetes'))('a real API server', () => {
  it('may refuse one kind, go away and come back', async () => {
    const lab = await startStillLab(120)
    onTestFinished(lab.stop)
    const kubernetes = await startKubernetes({ users: [reader], crds: true, kwok: false })
    onTestFinished(kubernetes.stop)
    expect(await applyLab(lab, kubernetes)).toEqual([])
    await kubernetes.apply(narrowRole)
    const running = await startTestConsole([
      ...['--prometheus', lab.prometheusUrl, '--tracing', 'http://127.0.0.1:9'],
      ...['--kubeconfig', kubernetes.writeKubeconfig('reader')],
    ])
    onTestFinished(running.close)
    const api = askConsole(running.url)
    const at = String(lab.clock.nowMs())
    const ask = { type: 'workload', open: 'all', at }
    const warnings = async (): Promise<Status['warnings']> => (await api.status()).warnings
    await expect
      .poll(warnings)
      .toMatchObject([{ source: 'cluster:Kubernetes', layer: 'config', code: 'forbidden' }])
    expect((await warnings())[0]?.message).toMatch(/^Service objects are not known/)
    const before = await api.graph(ask)
    expect(before.edges.length).toBeGreaterThan(40)

    const state = async (): Promise<string | undefined> =>
      (await api.status()).backEnds.find(({ kind }) => kind === 'cluster')?.state
    await kubernetes.stopApiServer()
    await expect.poll(state, { timeout: 60_000 }).toBe('notReached')
    const during = await api.graph(ask)
    expect(during.edges.map(({ id }) => id)).toEqual(before.edges.map(({ id }) => id))
    expect((await api.namespaces()).length).toBeGreaterThan(8)

    await kubernetes.startApiServer()
    await expect.poll(state, { timeout: 60_000 }).toBe('reached')
  })
})
