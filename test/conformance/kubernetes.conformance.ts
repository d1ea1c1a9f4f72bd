import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import type { Inventory } from '../../server/seams/inventory.ts'
import type { ClusterSource } from '../../server/seams/source.ts'
import {
  createClusterSource,
  type ClusterOptions,
} from '../../server/sources/kubernetes/cluster-source.ts'

interface KubePerson {
  readonly name: string
  readonly token: string
  readonly kubeconfig: string
}

/** A cluster to hold the source against. */
export interface StartedCluster {
  readonly version: RegExp
  readonly administrator: KubePerson
  /** Somebody to whom no right has been given. */
  readonly nobody: KubePerson
  /** As the administrator; resolves with the status. */
  readonly request: (method: string, path: string, body?: unknown) => Promise<number>
  /** A Deployment with one pod, as controllers would leave them. */
  readonly workload: { readonly namespace: string; readonly name: string }
  readonly stopServer: () => Promise<void>
  readonly startServer: () => Promise<void>
  readonly close: () => Promise<void>
}

const namespace = 'conformance'
const meshGroups = ['networking.istio.io', 'gateway.networking.k8s.io', 'nowhere.example.io']
const soon = { timeout: 20_000, interval: 20 }

const aService = (name: string, labels = {}): object => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name, namespace, labels },
  spec: { selector: { app: name }, ports: [{ name: 'http', port: 80 }] },
})

const aVirtualService = (name: string, host: string): object => ({
  apiVersion: 'networking.istio.io/v1',
  kind: 'VirtualService',
  metadata: { name, namespace },
  spec: { hosts: [host], http: [{ route: [{ destination: { host } }] }] },
})

const servicesPath = `/api/v1/namespaces/${namespace}/services`
const virtualServicesPath = `/apis/networking.istio.io/v1/namespaces/${namespace}/virtualservices`
const rbacPath = '/apis/rbac.authorization.k8s.io/v1'

/** What any Kubernetes API server owes to the console, through the source. */
export function describeClusterSource(name: string, start: () => Promise<StartedCluster>): void {
  describe(`the cluster source on ${name}`, () => {
    let kube: StartedCluster
    let source: ClusterSource

    const create = (options: Partial<ClusterOptions> = {}): ClusterSource =>
      createClusterSource({
        cluster: 'east',
        kubeconfigPath: kube.administrator.kubeconfig,
        keep: { annotationPrefixes: ['sidecar.istio.io/'], envNames: [] },
        crdGroups: meshGroups,
        ...options,
      })
    const createHere = (options: Partial<ClusterOptions>): ClusterSource => {
      const created = create(options)
      onTestFinished(() => created.close())
      return created
    }
    const names = (from = source): readonly string[] =>
      from
        .inventory()
        .services.filter((service) => service.namespace === namespace)
        .map((service) => service.name)
    const put = async (path: string, body: object): Promise<void> => {
      expect(await kube.request('POST', path, body)).toBe(201)
    }

    beforeAll(async () => {
      kube = await start()
      await put('/api/v1/namespaces', {
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: { name: namespace, labels: { 'istio-injection': 'enabled' } },
      })
      source = create()
      await source.ready(20_000)
    })
    afterAll(async () => {
      await source.close()
      await kube.close()
    })

    it('knows what it is reading', async () => {
      await expect.poll(() => source.status().version, soon).toMatch(kube.version)
      expect(source.status()).toMatchObject({
        id: 'cluster:east',
        kind: 'cluster',
        product: 'Kubernetes',
        state: 'reached',
        message: null,
      })
      expect(source.inventory().unreadable).toEqual([])
    })

    it('reads namespaces with their labels', () => {
      const { namespaces } = source.inventory()
      expect(namespaces.find((one) => one.name === namespace)).toMatchObject({
        namespace: '',
        labels: { 'istio-injection': 'enabled' },
        annotations: {},
      })
    })

    it('puts pods under the workload at the top of their owners', async () => {
      const find = (): unknown =>
        source
          .inventory()
          .pods.find(
            (pod) =>
              pod.namespace === kube.workload.namespace &&
              pod.workload?.name === kube.workload.name,
          )?.workload
      await expect.poll(find, soon).toEqual({ kind: 'Deployment', name: kube.workload.name })
      const { workloads } = source.inventory()
      const all = workloads.filter(
        (workload) =>
          workload.namespace === kube.workload.namespace &&
          workload.name.startsWith(kube.workload.name),
      )
      expect(all.map(({ kind, name: own }) => [kind, own])).toEqual([
        ['Deployment', kube.workload.name],
      ])
    })

    it('sees what is made, changed and deleted, and tells of it', async () => {
      let told = 0
      const stop = source.onChange(() => (told += 1))
      onTestFinished(stop)
      const before = source.inventory()
      const cartIn = ({ services }: Inventory): Inventory['services'][number] | undefined =>
        services.find((one) => one.namespace === namespace && one.name === 'cart')
      await put(servicesPath, aService('cart', { app: 'cart' }))
      await expect.poll(() => names(), soon).toContain('cart')
      expect(source.inventory().revision).toBeGreaterThan(before.revision)
      expect(cartIn(source.inventory())).toMatchObject({
        namespace,
        labels: { app: 'cart' },
        type: 'ClusterIP',
        selector: { app: 'cart' },
        ports: [{ name: 'http', port: 80, protocol: 'TCP', appProtocol: null }],
        externalName: null,
      })
      // What was handed out before stays as it was.
      expect(cartIn(before)).toBeUndefined()
      await kube.request('PATCH', `${servicesPath}/cart`, {
        metadata: { labels: { app: 'basket' } },
      })
      const label = (): unknown => cartIn(source.inventory())?.labels['app']
      await expect.poll(label, soon).toBe('basket')
      await kube.request('DELETE', `${servicesPath}/cart`)
      await expect.poll(() => names(), soon).not.toContain('cart')
      await expect.poll(() => told, soon).toBeGreaterThan(0)
    })

    it('hands on custom resources as they are', async () => {
      await put(virtualServicesPath, aVirtualService('reviews', 'reviews'))
      const find = (from: Inventory): unknown =>
        from.config.get('VirtualService')?.find(({ metadata }) => metadata.name === 'reviews')
      await expect
        .poll(() => find(source.inventory()), soon)
        .toMatchObject({
          apiVersion: expect.stringMatching(/^networking\.istio\.io\/v1/) as unknown,
          kind: 'VirtualService',
          metadata: { name: 'reviews', namespace },
          spec: { hosts: ['reviews'], http: [{ route: [{ destination: { host: 'reviews' } }] }] },
        })
      await kube.request('DELETE', `${virtualServicesPath}/reviews`)
      await expect.poll(() => find(source.inventory()), soon).toBeUndefined()
    })

    it('gives the same inventory again as long as nothing changes', () => {
      expect(source.inventory()).toBe(source.inventory())
    })

    it('says which right is missing, goes on with the rest, and notices when it is given', async () => {
      const readable = ['namespaces', 'pods', 'services', 'endpointslices', 'deployments']
      const role = (resources: readonly string[]): object => ({
        apiVersion: 'rbac.authorization.k8s.io/v1',
        kind: 'ClusterRole',
        metadata: { name: 'conformance' },
        rules: [{ apiGroups: ['*'], resources, verbs: ['get', 'list', 'watch'] }],
      })
      await put(`${rbacPath}/clusterroles`, role(readable))
      await put(`${rbacPath}/clusterrolebindings`, {
        apiVersion: 'rbac.authorization.k8s.io/v1',
        kind: 'ClusterRoleBinding',
        metadata: { name: 'conformance' },
        roleRef: {
          apiGroup: 'rbac.authorization.k8s.io',
          kind: 'ClusterRole',
          name: 'conformance',
        },
        subjects: [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'User', name: kube.nobody.name }],
      })
      const limited = createHere({
        kubeconfigPath: kube.nobody.kubeconfig,
        crdGroups: [],
        retryForbiddenMs: 300,
      })
      await limited.ready(20_000)
      const missing = (): readonly string[] =>
        limited
          .inventory()
          .unreadable.map(({ kind }) => kind)
          .sort()
      await expect
        .poll(missing, soon)
        .toEqual(['CronJob', 'DaemonSet', 'Job', 'ReplicaSet', 'StatefulSet'])
      const [unreadable] = limited.inventory().unreadable.filter(({ kind }) => kind === 'Job')
      expect(unreadable).toMatchObject({ reason: 'forbidden' })
      expect(unreadable?.message).toBe(
        `The user "${kube.nobody.name}" may not list jobs.batch in all namespaces: grant it the verbs list and watch, by a ClusterRole.`,
      )
      expect(limited.inventory().namespaces.length).toBeGreaterThan(0)
      expect(limited.status().state).toBe('reached')
      await kube.request('PATCH', `${rbacPath}/clusterroles/conformance`, role(['*']))
      await expect.poll(missing, soon).toEqual([])
      await kube.request('PATCH', `${rbacPath}/clusterroles/conformance`, role(readable))
    })

    it('asks who somebody is, and what they may do, with their own token', async () => {
      const { administrator, nobody } = kube
      const identity = (token: string): { kind: 'token'; token: string } => ({
        kind: 'token',
        token,
      })
      expect(await source.whoIs(identity(nobody.token))).toEqual({ user: nobody.name })
      expect((await source.whoIs({ kind: 'anonymous' })).user).toBe(administrator.name)
      const questions = [
        { verb: 'list', group: '', resource: 'services', namespace: '' },
        { verb: 'list', group: 'batch', resource: 'jobs', namespace },
        { verb: 'delete', group: '', resource: 'services', namespace },
        { verb: 'get', group: '', resource: 'pods/log', namespace },
      ]
      expect(await source.mayThey(identity(administrator.token), questions)).toEqual([
        true,
        true,
        true,
        true,
      ])
      expect(await source.mayThey(identity(nobody.token), questions)).toEqual([
        true,
        false,
        false,
        false,
      ])
      expect(await source.mayThey({ kind: 'anonymous' }, questions)).toEqual([
        true,
        true,
        true,
        true,
      ])
      expect(await source.mayThey(identity(nobody.token), [])).toEqual([])
    })

    it('asks many questions within a moment', async () => {
      const questions = Array.from({ length: 200 }, (_, index) => ({
        verb: 'get',
        group: '',
        resource: 'pods',
        namespace: `team-${index}`,
      }))
      const token = { kind: 'token', token: kube.nobody.token } as const
      expect(await source.mayThey(token, questions)).toEqual(questions.map(() => true))
    })

    it.each(['wrong', '', ' ', 'two words', 'with\nnewline'])(
      'lets nobody in with the token %j',
      async (token) => {
        const identity = { kind: 'token', token } as const
        const refusal = { name: 'AppError', code: 'unauthenticated' }
        await expect(source.whoIs(identity)).rejects.toMatchObject(refusal)
        const question = { verb: 'get', group: '', resource: 'pods', namespace: '' }
        await expect(source.mayThey(identity, [question])).rejects.toMatchObject(refusal)
        // Somebody's bad token says nothing of the cluster.
        expect(source.status().state).toBe('reached')
      },
    )

    it('reads 1,200 objects page by page', async () => {
      const all = Array.from({ length: 1200 }, (_, index) => `page-${index}`)
      const queue = [...all]
      const runner = async (): Promise<void> => {
        for (let next = queue.pop(); next !== undefined; next = queue.pop())
          await put(virtualServicesPath, aVirtualService(next, next))
      }
      await Promise.all(Array.from({ length: 8 }, runner))
      const fresh = createHere({ pageSize: 100 })
      await fresh.ready(20_000)
      const seen = (from: ClusterSource): readonly string[] =>
        (from.inventory().config.get('VirtualService') ?? [])
          .map(({ metadata }) => metadata.name)
          .filter((one) => one.startsWith('page-'))
          .sort()
      expect(seen(fresh)).toEqual(all.sort())
      await expect.poll(() => seen(source).length, soon).toBe(1200)
    })

    it('lives through an outage of the API server, and catches up', async () => {
      await kube.stopServer()
      await expect.poll(() => source.status().state, soon).toBe('notReached')
      const away = source.status()
      expect(away.message).toMatch(
        /^The Kubernetes API cannot be reached \(https?:\/\/127\.0\.0\.1:\d+, \w+\): is the cluster running/,
      )
      expect(away.sinceAt).toBeGreaterThan(Date.now() - 30_000)
      // What was known is still there, and still said to be readable.
      expect(source.inventory().namespaces.length).toBeGreaterThan(0)
      await kube.startServer()
      await put(servicesPath, aService('after-the-outage'))
      await expect.poll(() => names(), soon).toContain('after-the-outage')
      expect(source.status()).toMatchObject({ state: 'reached', message: null })
    })
  })
}
