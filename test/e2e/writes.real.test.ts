import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  getConfigObject,
  getValidations,
  listConfig,
  type ConfigDetails,
  type ConfigList,
} from '#contract/config.ts'
import { changeHeader } from '#contract/endpoint.ts'
import {
  getMetadata,
  writeMetadata,
  type Metadata,
  type MetadataOutcome,
  type TextChange,
} from '#contract/metadata.ts'
import type { ObjectId } from '#contract/validations.ts'
import {
  checkDraft,
  deleteConfig,
  getLive,
  listCreatable,
  writeConfig,
  type Draft,
  type WriteOutcome,
} from '#contract/writes.ts'
import { available } from '../servers/availability.ts'
import { startKubernetes, type KubernetesServer } from '../servers/kubernetes.ts'
import { startTestConsole } from './world.ts'

const person = (name: string) => ({ name, token: `token-of-${name}`, groups: [] })
const [editor, viewer] = [person('editor'), person('viewer')]
/** Whose kubeconfig a console has that may not list destination rules. */
const reader = person('reader')
const group = 'networking.istio.io'
const object = { group, kind: 'VirtualService', namespace: 'shop', name: 'cart' }

const text = [
  ...['apiVersion: networking.istio.io/v1', 'kind: VirtualService'],
  ...['metadata: { name: cart, namespace: shop }', 'spec:', '  hosts: [cart.example]'],
  ...['  http:', '    - route: [{ destination: { host: cart.shop.svc.cluster.local } }]', ''],
].join('\n')

/** Writing through the console with tokens of people, on a real API server with the real kinds. */
describe.skipIf(!available('kubernetes'))('writes on real Kubernetes', () => {
  const cleanups: (() => Promise<unknown>)[] = []
  let kubernetes: KubernetesServer
  let url = ''

  beforeAll(async () => {
    const users = [editor, viewer, reader]
    kubernetes = await startKubernetes({ users, crds: true, kwok: false })
    cleanups.push(kubernetes.stop)
    await prepare(kubernetes)
    const running = await startTestConsole([
      ...['--auth', 'token', '--prometheus', 'http://127.0.0.1:9'],
      ...['--tracing', 'http://127.0.0.1:9'],
      ...['--kubeconfig', kubernetes.writeKubeconfig('administrator')],
    ])
    cleanups.push(running.close)
    url = running.url
  })
  afterAll(async () => {
    for (const clean of cleanups.toReversed()) await clean()
  })

  const ask = (who: typeof editor, place: string, body?: unknown): Promise<Response> =>
    fetch(new URL(place, url), {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        authorization: `Bearer ${who.token}`,
        ...(body === undefined
          ? {}
          : { 'content-type': 'application/json', [changeHeader]: 'yes' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
  const write = async (who: typeof editor, draft: Draft): Promise<WriteOutcome> => {
    const body = { ...draft, isDryRun: false, isAware: true }
    return writeConfig.response.parse(await (await ask(who, 'api/v1/config/write', body)).json())
  }
  const begin = async (): Promise<Draft> => {
    const query = new URLSearchParams(object).toString()
    const live = getLive.response.parse(
      await (await ask(editor, `api/v1/config/live?${query}`)).json(),
    )
    const { resourceVersion, text: base } = live
    return { text: base, replaces: { object, resourceVersion, base } }
  }

  it('creates, saves, meets a conflict, is refused and deletes', async () => {
    expect(await write(viewer, { text, replaces: null })).toMatchObject({ kind: 'forbidden' })
    expect(await write(editor, { text, replaces: null })).toMatchObject({ kind: 'done' })
    expect(await write(editor, { text, replaces: null })).toMatchObject({ kind: 'exists' })

    const draft = await begin()
    const other = { ...draft, text: draft.text.replace('http:', 'exportTo: ["."]\n  http:') }
    expect(await write(editor, other)).toMatchObject({ kind: 'done' })
    const mine = { ...draft, text: draft.text.replace('cart.example', 'basket.example') }
    const conflict = await write(editor, mine)
    expect(conflict).toMatchObject({ kind: 'conflict', clashes: [] })
    if (conflict.kind !== 'conflict') return
    const { merged, theirs: base, resourceVersion } = conflict
    const both = { text: merged, replaces: { object, resourceVersion, base } }
    const saved = await write(editor, both)
    expect(saved).toMatchObject({ kind: 'done' })
    expect(saved.kind === 'done' ? saved.text : '').toMatch(/basket[^]*exportTo|exportTo[^]*basket/)

    const now = await begin()
    const wrong = { ...now, text: now.text.replace('spec:', 'spec:\n  hotsts: [a]') }
    expect(await write(editor, wrong)).toMatchObject({
      kind: 'invalid',
      problems: [{ path: 'spec.hotsts' }],
    })
    const judged = await ask(editor, 'api/v1/config/check', wrong)
    expect(checkDraft.response.parse(await judged.json()).findings.length).toBeGreaterThan(0)

    const version = now.replaces?.resourceVersion ?? ''
    const body = { object, resourceVersion: version, isDryRun: false, typedName: 'cart' }
    const remove = async (who: typeof editor): Promise<WriteOutcome> =>
      deleteConfig.response.parse(await (await ask(who, 'api/v1/config/delete', body)).json())
    expect(await remove(viewer)).toMatchObject({ kind: 'forbidden' })
    expect(await remove(editor)).toMatchObject({ kind: 'done' })
    expect(await remove(editor)).toMatchObject({ kind: 'deleted' })
  })

  it('changes labels of a namespace, a service and a workload, as far as the rights reach', async () => {
    const read = async (who: typeof editor, of: ObjectId): Promise<Metadata> => {
      const answer = await ask(who, `api/v1/metadata?${String(new URLSearchParams(of))}`)
      return getMetadata.response.parse(await answer.json())
    }
    const change = async (
      who: typeof editor,
      of: ObjectId,
      { uid, ...one }: Partial<TextChange> & { readonly uid: string },
    ): Promise<MetadataOutcome> => {
      const changes = [{ part: 'labels', key: 'example.io/team', from: null, to: 'red', ...one }]
      const body = { object: of, uid, changes, isDryRun: false, isAware: false }
      const answer = await ask(who, 'api/v1/metadata/write', body)
      return writeMetadata.response.parse(await answer.json())
    }
    for (const of of labelled) {
      const { state, whyNot } = await read(editor, of)
      const { uid } = state
      expect(whyNot, of.kind).toBeNull()
      expect((await read(viewer, of)).whyNot).toMatch(/^You may not patch \w+(\.apps)? in shop: /)
      expect(await change(viewer, of, { uid })).toMatchObject({ kind: 'forbidden' })
      expect(await change(editor, of, { uid })).toMatchObject({ kind: 'done' })
      expect(await change(editor, of, { uid, to: 'blue' })).toMatchObject({
        ...{ kind: 'conflict', clashes: [{ base: null, theirs: 'red', mine: 'blue' }] },
      })
      expect(await change(editor, of, { uid, from: 'red', to: null })).toMatchObject({
        kind: 'done',
      })
      expect((await read(viewer, of)).state.parts).toEqual(state.parts)
    }
    const [workload] = labelled
    const { uid } = (await read(editor, workload)).state
    const pods = { part: 'podAnnotations', key: 'note', to: 'two words' } as const
    expect(await change(editor, workload, { uid, ...pods })).toMatchObject({ kind: 'done' })
  })

  it('knows one object in all versions that are served, and keeps the one that is written', async () => {
    const older = text.replace(`${group}/v1`, `${group}/v1alpha3`).replaceAll('cart', 'basket')
    const tried = await ask(editor, 'api/v1/config/write', {
      ...{ text: older, replaces: null, isDryRun: true, isAware: true },
    })
    expect(writeConfig.response.parse(await tried.json())).toMatchObject({ kind: 'done' })
    const path = `/apis/${group}/v1beta1/namespaces/shop/virtualservices/basket`
    expect(await kubernetes.request('GET', path)).toMatchObject({ status: 404 })
    expect(await write(editor, { text: older, replaces: null })).toMatchObject({ kind: 'done' })
    expect(await kubernetes.request('GET', path)).toMatchObject({
      status: 200,
      body: { apiVersion: `${group}/v1beta1`, spec: { hosts: ['basket.example'] } },
    })
    const query = new URLSearchParams({ ...object, name: 'basket' }).toString()
    const place = `api/v1/config/object?${query}`
    const rulesOf = async (): Promise<readonly string[]> => {
      const answer = await ask(editor, place)
      if (answer.status !== 200) return []
      const details = getConfigObject.response.parse(await answer.json())
      return [details.apiVersion, ...details.findings.map(({ rule }) => rule)]
    }
    await expect.poll(rulesOf, patience).toEqual([`${group}/v1`, 'MC200'])
  })

  it('leaves out a kind that it may not list or that is not there, and goes on with the rest', async () => {
    const definitions = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions'
    const gone = await kubernetes.request('DELETE', `${definitions}/telemetries.telemetry.istio.io`)
    expect(gone).toMatchObject({ status: 200 })
    await kubernetes.apply([toSubset])
    const running = await startTestConsole([
      ...['--prometheus', 'http://127.0.0.1:9', '--tracing', 'http://127.0.0.1:9'],
      ...['--kubeconfig', kubernetes.writeKubeconfig('reader')],
    ])
    cleanups.push(running.close)
    const get = async (place: string): Promise<unknown> =>
      (await fetch(new URL(place, running.url))).json()
    const list = async (): Promise<ConfigList> =>
      listConfig.response.parse(await get('api/v1/config?text=astray'))
    await expect.poll(async () => (await list()).rows[0]?.rules, patience).toEqual(['MC200'])
    const { unknownKinds } = await list()
    expect(unknownKinds).toContainEqual({ kind: `${group}/DestinationRule`, reason: 'forbidden' })
    expect(unknownKinds.map(({ kind }) => kind)).not.toContain('telemetry.istio.io/Telemetry')

    const query = new URLSearchParams({ ...object, name: 'astray' }).toString()
    const details: ConfigDetails = getConfigObject.response.parse(
      await get(`api/v1/config/object?${query}`),
    )
    expect(details.notChecked).toContainEqual(
      expect.objectContaining({
        rule: 'MC205',
        reason: 'missing',
        detail: `${group}/DestinationRule`,
      }),
    )
    expect(details.checkedBy).toBeGreaterThan(10)
    const { byRule } = getValidations.response.parse(await get('api/v1/validations'))
    expect(byRule.map(({ value }) => value)).toContain('MC200')
    const { kinds } = listCreatable.response.parse(await get('api/v1/config/kinds'))
    expect(kinds.map(({ kind }) => kind)).toContain('VirtualService')
    expect(kinds.map(({ kind }) => kind)).not.toContain('Telemetry')
  })
})

const labelled = [
  { group: 'apps', kind: 'Deployment', namespace: 'shop', name: 'cart' },
  { group: '', kind: 'Service', namespace: 'shop', name: 'cart' },
  { group: '', kind: 'Namespace', namespace: '', name: 'shop' },
] as const satisfies readonly ObjectId[]

const patience = { timeout: 30_000, interval: 200 }

/** To a host that nobody knows, and to a subset that nobody can look up. */
const toSubset = {
  apiVersion: `${group}/v1`,
  kind: 'VirtualService',
  metadata: { name: 'astray', namespace: 'shop' },
  spec: {
    hosts: ['astray.example'],
    http: [{ route: [{ destination: { host: 'nowhere', subset: 'v1' } }] }],
  },
}

/** The editor may change the mesh's objects in one namespace; the viewer may read them. */
async function prepare(kubernetes: KubernetesServer): Promise<void> {
  const rbac = { apiVersion: 'rbac.authorization.k8s.io/v1' }
  const roleOf = (name: string, verbs: readonly string[]) => ({
    ...rbac,
    ...{ kind: 'Role', metadata: { name, namespace: 'shop' } },
    rules: [
      { apiGroups: [group], resources: ['*'], verbs },
      { apiGroups: [''], resources: ['pods'], verbs: ['get', 'list'] },
      { apiGroups: [''], resources: ['events'], verbs: ['get', 'list', ...verbs] },
      { apiGroups: ['', 'apps'], resources: ['namespaces', 'services', 'deployments'], verbs },
    ],
  })
  const bindingOf = (name: string) => ({
    ...rbac,
    ...{ kind: 'RoleBinding', metadata: { name, namespace: 'shop' } },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name },
    subjects: [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'User', name }],
  })
  const reading = ['get', 'list', 'watch']
  await kubernetes.apply([
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } },
    roleOf('editor', [...reading, 'create', 'update', 'patch', 'delete']),
    roleOf('viewer', reading),
    bindingOf('editor'),
    bindingOf('viewer'),
    {
      ...{ apiVersion: 'v1', kind: 'Service', metadata: { name: 'cart', namespace: 'shop' } },
      spec: { ports: [{ name: 'http', port: 80 }], selector: { app: 'cart' } },
    },
    {
      ...{ apiVersion: 'apps/v1', kind: 'Deployment' },
      metadata: { name: 'cart', namespace: 'shop' },
      spec: {
        selector: { matchLabels: { app: 'cart' } },
        template: {
          metadata: { labels: { app: 'cart' } },
          spec: { containers: [{ name: 'cart', image: 'cart:1' }] },
        },
      },
    },
    {
      ...{ ...rbac, kind: 'ClusterRole', metadata: { name: 'reader' } },
      rules: [
        {
          apiGroups: ['', 'apps', 'batch', 'discovery.k8s.io', 'security.istio.io'],
          ...{ resources: ['*'], verbs: reading },
        },
        {
          apiGroups: [group],
          resources: ['gateways', 'serviceentries', 'sidecars', 'virtualservices'],
          verbs: reading,
        },
      ],
    },
    {
      ...{ ...rbac, kind: 'ClusterRoleBinding', metadata: { name: 'reader' } },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'reader' },
      subjects: [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'User', name: 'reader' }],
    },
  ])
}
