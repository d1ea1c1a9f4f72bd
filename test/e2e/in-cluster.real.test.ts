import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { z } from 'zod'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { BackEnd } from '#contract/status.ts'
import { startLab } from '../../lab/start.ts'
import { available } from '../servers/availability.ts'
import { startKubernetes, type KubernetesServer } from '../servers/kubernetes.ts'
import { askConsole } from './api.ts'
import { applyDeployedRights } from './deployed-rights.ts'
import { startServer } from './server-process.ts'
import { standPods } from './stand-pods.ts'
import { applyLab } from './world.ts'

const portOf = (url: string): number => Number(new URL(url).port)

const kubeconfigSchema = z.object({
  clusters: z.tuple([
    z.object({ cluster: z.object({ 'certificate-authority-data': z.string() }) }),
  ]),
})
const tokenSchema = z.object({ status: z.object({ token: z.string() }) })

/** The authority of the API server, as kubelets put it beside the token. */
function authorityOf(kubernetes: KubernetesServer): Buffer {
  const text = readFileSync(kubernetes.writeKubeconfig('administrator'), 'utf8')
  const [{ cluster }] = kubeconfigSchema.parse(JSON.parse(text)).clusters
  return Buffer.from(cluster['certificate-authority-data'], 'base64')
}

/** A token of the console's service account, by the call with which kubelets get theirs. */
async function requestToken(kubernetes: KubernetesServer): Promise<string> {
  const { body } = await kubernetes.request(
    'POST',
    '/api/v1/namespaces/alidade/serviceaccounts/alidade/token',
    {
      body: {
        apiVersion: 'authentication.k8s.io/v1',
        kind: 'TokenRequest',
        spec: { expirationSeconds: 3600 },
      },
    },
  )
  return tokenSchema.parse(body).status.token
}

/** The binding that deploy/README.md tells to make where the stores run. */
const forwardBinding = {
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'RoleBinding',
  metadata: { name: 'alidade-port-forward', namespace: 'istio-system' },
  roleRef: {
    apiGroup: 'rbac.authorization.k8s.io',
    kind: 'ClusterRole',
    name: 'alidade-port-forward',
  },
  subjects: [{ kind: 'ServiceAccount', name: 'alidade', namespace: 'alidade' }],
}

const patience = { timeout: 75_000, interval: 500 }

describe.skipIf(!available('kwok'))('a console in a pod', () => {
  it('works with the token of its service account and the rights of deploy/', async () => {
    const lab = await startLab({ historySeconds: 120 })
    onTestFinished(() => lab.stop())
    const kubernetes = await startKubernetes({
      crds: true,
      kwok: { portForwards: { 9090: portOf(lab.prometheusUrl), 16686: portOf(lab.jaegerUrl) } },
    })
    onTestFinished(kubernetes.stop)
    await applyLab(lab, kubernetes)
    await standPods(kubernetes)
    await applyDeployedRights(kubernetes)

    const folder = mkdtempSync(path.join(tmpdir(), 'alidade-pod-'))
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
    writeFileSync(path.join(folder, 'ca.crt'), authorityOf(kubernetes))
    writeFileSync(path.join(folder, 'token'), 'one that has expired')
    const served = await startServer(['--in-cluster', '--service-account-folder', folder], {
      KUBERNETES_SERVICE_HOST: '127.0.0.1',
      KUBERNETES_SERVICE_PORT: String(portOf(kubernetes.url)),
    })
    onTestFinished(served.stop)
    const { graph, status } = askConsole(served.url)
    const backEnd = async (kind: BackEnd['kind']): Promise<BackEnd | undefined> =>
      (await status()).backEnds.find((one) => one.kind === kind)
    const refused = await backEnd('cluster')
    expect(refused).toMatchObject({ state: 'notReached', howFound: 'the pod it runs in' })
    expect(refused?.message).toContain('does not accept the service account of the pod')

    // Kubelets renew the token in its file.
    const token = await requestToken(kubernetes)
    writeFileSync(path.join(folder, 'token'), token)
    await expect
      .poll(() => backEnd('cluster'), patience)
      .toMatchObject({ state: 'reached', address: kubernetes.url })
    const details = async (): Promise<string | undefined> => (await backEnd('cluster'))?.details[0]
    await expect.poll(details, patience).toMatch(/^(3\d|[4-9]\d) of \1 kinds/)
    expect((await status()).warnings).toEqual([])

    // A right that is given where the stores run, by whoever wants them found.
    const message = async (): Promise<string | null | undefined> =>
      (await backEnd('metrics'))?.message
    await expect
      .poll(message, patience)
      .toMatch(/may not get and create pods\/portforward in the namespace istio-system/)
    expect((await backEnd('metrics'))?.state).toBe('notConfigured')
    await kubernetes.apply([forwardBinding])
    const states = async (): Promise<readonly string[]> =>
      (await status()).backEnds.map(({ kind, state }) => `${kind} ${state}`)
    await expect
      .poll(states, patience)
      .toEqual(['metrics reached', 'cluster reached', 'tracing reached'])
    const { nodes, warnings } = await graph({ type: 'workload', open: 'all' })
    expect(warnings).toEqual([])
    expect(nodes.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['productpage-v1', 'reviews-v1', 'reviews-v2', 'reviews-v3']),
    )
    expect(served.output()).not.toContain(token)
  })
})
