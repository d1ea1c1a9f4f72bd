import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { changeHeader } from '#contract/endpoint.ts'
import {
  checkDraft,
  deleteConfig,
  getLive,
  writeConfig,
  type Draft,
  type WriteOutcome,
} from '#contract/writes.ts'
import { available } from '../servers/availability.ts'
import { startKubernetes, type KubernetesServer } from '../servers/kubernetes.ts'
import { startTestConsole } from './world.ts'

const person = (name: string) => ({ name, token: `token-of-${name}`, groups: [] })
const [editor, viewer] = [person('editor'), person('viewer')]
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
  let url = ''

  beforeAll(async () => {
    const kubernetes = await startKubernetes({ users: [editor, viewer], crds: true, kwok: false })
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
})

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
    roleOf('editor', [...reading, 'create', 'update', 'delete']),
    roleOf('viewer', reading),
    bindingOf('editor'),
    bindingOf('viewer'),
  ])
}
