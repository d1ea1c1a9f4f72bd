import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listAt, numberAt, recordAt, stringAt } from '../store/json.ts'
import { serveFace } from './fixtures/serve-face.ts'
import type { AskOptions, ServedFace } from './fixtures/serve-face.ts'

let face: ServedFace
beforeAll(async () => {
  face = await serveFace()
})
afterAll(async () => {
  await face[Symbol.asyncDispose]()
})

const routes = '/apis/networking.istio.io/v1/namespaces/bookinfo/virtualservices'
const maps = '/api/v1/namespaces/bookinfo/configmaps'

describe('the paths that are no resources', () => {
  it.each([
    { path: '/api', kind: 'APIVersions' },
    { path: '/apis', kind: 'APIGroupList' },
    { path: '/apis/networking.istio.io', kind: 'APIGroup' },
    { path: '/apis/networking.istio.io/v1', kind: 'APIResourceList' },
    { path: '/api/v1', kind: 'APIResourceList' },
  ])('answers $path with $kind', async ({ path, kind }) => {
    const { code, body } = await face.ask(path)
    expect([code, stringAt(body, 'kind')]).toEqual([200, kind])
  })

  it('answers discovery in one document when asked', async () => {
    const accept = 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList'
    const { body } = await face.ask('/apis', { accept })
    const names = listAt(body, 'items').map((item) => stringAt(recordAt(item, 'metadata'), 'name'))
    expect(names).toContain('networking.istio.io')
  })

  it('has a version, is ready, and knows no other page', async () => {
    expect(stringAt((await face.ask('/version')).body, 'gitVersion')).toMatch(/^v1\.36/)
    expect((await face.ask('/readyz')).body).toBe('ok')
    expect((await face.ask('/apis/nobody.example/v1')).code).toBe(404)
  })
})

describe('refusals in the words of the real server', () => {
  interface Row extends AskOptions {
    readonly desc: string
    readonly path: string
    readonly code: number
    readonly reason: string
    readonly message: RegExp
  }
  const rows: readonly Row[] = [
    {
      desc: 'no such object',
      path: `${routes}/nobody`,
      code: 404,
      reason: 'NotFound',
      message: /^virtualservices\.networking\.istio\.io "nobody" not found$/,
    },
    {
      desc: 'no such resource',
      path: '/api/v1/unicorns',
      code: 404,
      reason: 'NotFound',
      message: /^the server could not find the requested resource$/,
    },
    {
      desc: 'a list of another namespace',
      path: '/api/v1/namespaces/payments/pods',
      token: 'lab-bookinfo',
      code: 403,
      reason: 'Forbidden',
      message:
        /^pods is forbidden: User "lab-bookinfo" cannot list resource "pods" in API group "" in the namespace "payments"$/,
    },
    {
      desc: 'a list of all namespaces',
      path: '/apis/apps/v1/deployments',
      token: 'lab-travel',
      code: 403,
      reason: 'Forbidden',
      message:
        /^deployments\.apps is forbidden: .* cannot list resource "deployments" in API group "apps" at the cluster scope$/,
    },
    {
      desc: 'a write by a reader',
      path: `${routes}/bookinfo`,
      method: 'DELETE',
      token: 'lab-bookinfo',
      code: 403,
      reason: 'Forbidden',
      message: /^virtualservices\.networking\.istio\.io "bookinfo" is forbidden: /,
    },
    {
      desc: 'a wrong token',
      path: '/api/v1/pods',
      token: 'stolen',
      code: 401,
      reason: 'Unauthorized',
      message: /^Unauthorized$/,
    },
    {
      desc: 'a second object of one name',
      path: maps,
      method: 'POST',
      body: { apiVersion: 'v1', kind: 'Service', metadata: { name: 'x' } },
      code: 400,
      reason: 'BadRequest',
      message: /cannot be handled as a ConfigMap/,
    },
    {
      desc: 'a namespace that does not exist',
      path: '/api/v1/namespaces/nowhere/configmaps',
      method: 'POST',
      body: { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'x' } },
      code: 404,
      reason: 'NotFound',
      message: /^namespaces "nowhere" not found$/,
    },
    {
      desc: 'a number for a duration',
      path: `${routes}/bookinfo`,
      method: 'PATCH',
      type: 'application/merge-patch+json',
      body: { spec: { http: [{ timeout: 5 }] } },
      code: 422,
      reason: 'Invalid',
      message: /spec\.http\[0\]\.timeout: Invalid value: "integer": .* must be of type string/,
    },
    {
      desc: 'an unknown field where fields are strict',
      path: `${routes}/bookinfo?fieldValidation=Strict`,
      method: 'PATCH',
      type: 'application/merge-patch+json',
      body: { spec: { colour: 'red' } },
      code: 422,
      reason: 'Invalid',
      message: /strict decoding error: unknown field "spec\.colour"$/,
    },
    {
      desc: 'an unknown kind of patch',
      path: `${routes}/bookinfo`,
      method: 'PATCH',
      type: 'application/strategic-merge-patch+json',
      body: {},
      code: 415,
      reason: 'UnsupportedMediaType',
      message: /unknown format/,
    },
    {
      desc: 'a dry run of a kind that does not exist',
      path: `${routes}/bookinfo?dryRun=Some`,
      method: 'DELETE',
      code: 422,
      reason: 'Invalid',
      message: /^DeleteOptions\.meta\.k8s\.io "" is invalid: dryRun: Unsupported value/,
    },
    {
      desc: 'a write to a whole list',
      path: routes,
      method: 'PUT',
      body: {},
      code: 405,
      reason: 'MethodNotAllowed',
      message: /^the server does not allow this method/,
    },
    {
      desc: 'an apply without a manager',
      path: `${routes}/new`,
      method: 'PATCH',
      type: 'application/apply-patch+yaml',
      body: { apiVersion: 'networking.istio.io/v1', kind: 'VirtualService', metadata: {} },
      code: 422,
      reason: 'Invalid',
      message: /fieldManager: Required value/,
    },
    {
      desc: 'a page of a list that nobody remembers',
      path: `/api/v1/pods?limit=1&continue=${Buffer.from('{"revision":3,"after":"a/b"}').toString('base64url')}`,
      code: 410,
      reason: 'Expired',
      message: /continue parameter is too old/,
    },
    {
      desc: 'an exact revision of the past',
      path: '/api/v1/pods?resourceVersion=5&resourceVersionMatch=Exact',
      code: 410,
      reason: 'Expired',
      message: /^too old resource version: 5 /,
    },
    {
      desc: 'a field that cannot be selected by',
      path: '/api/v1/services?fieldSelector=spec.colour=red',
      code: 400,
      reason: 'BadRequest',
      message: /^field label not supported: spec\.colour$/,
    },
    {
      desc: 'a log of a pod with two containers',
      path: '/api/v1/namespaces/bookinfo/pods/POD/log',
      code: 400,
      reason: 'BadRequest',
      message: /^a container name must be specified for pod .* \[istio-proxy productpage\]/,
    },
  ]

  it.each(rows)('$desc: $code $reason', async ({ path, code, reason, message, ...options }) => {
    const answer = await face.ask(path.replace('POD', podOf('productpage')), options)
    expect(answer).toMatchObject({
      code,
      body: { kind: 'Status', status: 'Failure', reason, code },
    })
    expect(stringAt(answer.body, 'message')).toMatch(message)
  })
})

describe('lists', () => {
  it('come in pages that show the state of the first', async () => {
    const first = await face.ask('/api/v1/namespaces/bookinfo/pods?limit=4')
    const token = stringAt(recordAt(first.body, 'metadata'), 'continue')
    face.store.remove('Pod', 'bookinfo', podOf('reviews-v3'))
    const second = await face.ask(`/api/v1/namespaces/bookinfo/pods?limit=4&continue=${token}`)
    face.controllers.settle()
    expect(listAt(first.body, 'items')).toHaveLength(4)
    expect(listAt(second.body, 'items')).toHaveLength(2)
    expect(recordAt(first.body, 'metadata')).toMatchObject({ remainingItemCount: 2 })
  })

  it.each([
    { query: 'labelSelector=app%3Dreviews', count: 3 },
    { query: 'labelSelector=app%20in%20(reviews,ratings),version!%3Dv1', count: 2 },
    { query: 'labelSelector=!app', count: 0 },
    { query: 'fieldSelector=status.phase%3DRunning', count: 6 },
  ])('select by $query', async ({ query, count }) => {
    const { body } = await face.ask(`/api/v1/namespaces/bookinfo/pods?${query}`)
    expect(listAt(body, 'items')).toHaveLength(count)
  })

  it('serve every version of a kind, and only metadata when asked', async () => {
    const old = await face.ask(routes.replace('/v1/', '/v1alpha3/'))
    expect(stringAt(listAt(old.body, 'items')[0], 'apiVersion')).toBe(
      'networking.istio.io/v1alpha3',
    )
    const accept = 'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1'
    const brief = await face.ask(routes, { accept })
    expect(stringAt(brief.body, 'kind')).toBe('PartialObjectMetadataList')
    expect(listAt(brief.body, 'items')[0]).not.toHaveProperty('spec')
  })
})

describe('writes', () => {
  it('create, refuse a second, update with conflict, delete', async () => {
    const body = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'm' }, data: { a: '1' } }
    const made = await face.ask(maps, { method: 'POST', body })
    expect(made.code).toBe(201)
    expect((await face.ask(maps, { method: 'POST', body })).body).toMatchObject({
      reason: 'AlreadyExists',
      message: 'configmaps "m" already exists',
    })
    const stale = { ...body, metadata: { name: 'm', resourceVersion: '1' } }
    expect((await face.ask(`${maps}/m`, { method: 'PUT', body: stale })).body).toMatchObject({
      code: 409,
      reason: 'Conflict',
    })
    const changed = await face.ask(`${maps}/m`, {
      method: 'PUT',
      body: { ...body, data: { a: '2' } },
    })
    expect(recordAt(changed.body, 'data')).toEqual({ a: '2' })
    const gone = await face.ask(`${maps}/m`, { method: 'DELETE' })
    expect(gone.body).toMatchObject({ kind: 'Status', status: 'Success' })
    expect((await face.ask(`${maps}/m`)).code).toBe(404)
  })

  it('say what they would do without doing it', async () => {
    const before = face.store.revision()
    const body = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { generateName: 'm-' } }
    const made = await face.ask(`${maps}?dryRun=All`, { method: 'POST', body })
    expect(made.code).toBe(201)
    const patch = { spec: { hosts: ['*'] } }
    const type = 'application/merge-patch+json'
    const patched = await face.ask(`${routes}/bookinfo?dryRun=All`, {
      method: 'PATCH',
      type,
      body: patch,
    })
    expect(listAt(recordAt(patched.body, 'spec'), 'hosts')).toEqual(['*'])
    await face.ask(`${routes}/bookinfo?dryRun=All`, { method: 'DELETE' })
    expect(face.store.revision()).toBe(before)
  })

  it('drop unknown fields of custom kinds and warn', async () => {
    const body = { spec: { colour: 'red' } }
    const type = 'application/merge-patch+json'
    const answer = await face.ask(`${routes}/bookinfo`, { method: 'PATCH', type, body })
    expect(answer.warning).toBe(String.raw`299 - "unknown field \"spec.colour\""`)
    expect(recordAt(answer.body, 'spec')).not.toHaveProperty('colour')
  })

  it('ask for a resource version in updates of custom kinds', async () => {
    const { body } = await face.ask(`${routes}/bookinfo`)
    const object = { ...recordAt({ body }, 'body'), metadata: { name: 'bookinfo' } }
    const answer = await face.ask(`${routes}/bookinfo`, { method: 'PUT', body: object })
    expect(stringAt(answer.body, 'message')).toMatch(
      /metadata\.resourceVersion: .*must be specified/,
    )
  })

  it('scale a workload, and the controllers follow', async () => {
    const path = '/apis/apps/v1/namespaces/bookinfo/deployments/ratings-v1'
    const type = 'application/merge-patch+json'
    const body = { spec: { replicas: 3 } }
    const scaled = await face.ask(`${path}/scale`, { method: 'PATCH', type, body })
    expect(stringAt(scaled.body, 'kind')).toBe('Scale')
    face.controllers.settle()
    const { body: deployment } = await face.ask(path)
    expect(numberAt(recordAt(deployment, 'status'), 'readyReplicas')).toBe(3)
    await face.ask(path, {
      method: 'PATCH',
      type: 'application/json-patch+json',
      body: [{ op: 'replace', path: '/spec/replicas', value: 1 }],
    })
    face.controllers.settle()
    const pods = await face.ask('/api/v1/namespaces/bookinfo/pods?labelSelector=app%3Dratings')
    expect(listAt(pods.body, 'items')).toHaveLength(1)
  })

  it('write status only through its own resource', async () => {
    const type = 'application/merge-patch+json'
    const body = { status: { observedGeneration: 9 } }
    const main = await face.ask(`${routes}/bookinfo`, { method: 'PATCH', type, body })
    expect(main.body).not.toHaveProperty('status')
    const status = await face.ask(`${routes}/bookinfo/status`, { method: 'PATCH', type, body })
    expect(status.body).toHaveProperty('status.observedGeneration', 9)
  })
})

describe('server-side apply', () => {
  const type = 'application/apply-patch+yaml'
  const config = (weight: number): unknown => ({
    apiVersion: 'networking.istio.io/v1',
    kind: 'VirtualService',
    metadata: { name: 'applied' },
    spec: {
      hosts: ['ratings'],
      http: [{ route: [{ destination: { host: 'ratings' }, weight }] }],
    },
  })

  it('creates, tells a conflict to another manager, and yields to force', async () => {
    const path = `${routes}/applied`
    const method = 'PATCH'
    const made = await face.ask(`${path}?fieldManager=one`, { method, type, body: config(1) })
    expect(made.code).toBe(201)
    const same = await face.ask(`${path}?fieldManager=two`, { method, type, body: config(1) })
    expect(same.code).toBe(200)
    const other = await face.ask(`${path}?fieldManager=two`, { method, type, body: config(2) })
    expect(other).toMatchObject({ code: 409, body: { reason: 'Conflict' } })
    expect(stringAt(other.body, 'message')).toBe(
      'Apply failed with 1 conflict: conflict with "one": .spec.http',
    )
    const forced = await face.ask(`${path}?fieldManager=two&force=true`, {
      method,
      type,
      body: config(2),
    })
    expect(forced.code).toBe(200)
  })

  it('conflicts with whoever made an object that was never applied', async () => {
    const body = {
      apiVersion: 'networking.istio.io/v1',
      kind: 'VirtualService',
      metadata: { name: 'bookinfo' },
      spec: { hosts: ['elsewhere.example.com'] },
    }
    const path = `${routes}/bookinfo?fieldManager=three`
    const answer = await face.ask(path, { method: 'PATCH', type, body })
    expect(answer.code).toBe(409)
  })
})

describe('reviews', () => {
  const group = '/apis/authorization.k8s.io/v1'

  it.each([
    { token: 'lab-bookinfo', namespace: 'bookinfo', verb: 'list', allowed: true },
    { token: 'lab-bookinfo', namespace: 'bookinfo', verb: 'update', allowed: false },
    { token: 'lab-bookinfo', namespace: 'payments', verb: 'list', allowed: false },
    { token: 'lab-nobody', namespace: 'bookinfo', verb: 'list', allowed: false },
    { token: 'lab-admin', namespace: '', verb: 'delete', allowed: true },
  ])('$token may $verb in "$namespace": $allowed', async ({ token, namespace, verb, allowed }) => {
    const resourceAttributes = {
      namespace,
      verb,
      group: 'networking.istio.io',
      resource: 'gateways',
    }
    const body = { kind: 'SelfSubjectAccessReview', spec: { resourceAttributes } }
    const path = `${group}/selfsubjectaccessreviews`
    const answer = await face.ask(path, { method: 'POST', token, body })
    expect(answer.body).toHaveProperty('status.allowed', allowed)
  })

  it('tell the rules of a namespace, who one is, and whose token it is', async () => {
    const token = 'lab-travel'
    const rules = await face.ask(`${group}/selfsubjectrulesreviews`, {
      method: 'POST',
      token,
      body: { spec: { namespace: 'travel-agency' } },
    })
    expect(listAt(recordAt(rules.body, 'status'), 'resourceRules').length).toBeGreaterThan(2)
    const self = await face.ask('/apis/authentication.k8s.io/v1/selfsubjectreviews', {
      method: 'POST',
      token,
      body: {},
    })
    expect(self.body).toHaveProperty('status.userInfo.username', token)
    const review = await face.ask('/apis/authentication.k8s.io/v1/tokenreviews', {
      method: 'POST',
      body: { spec: { token: 'stolen' } },
    })
    expect(review.body).toHaveProperty('status.authenticated', false)
  })
})

describe('logs', () => {
  it('end with the asked number of lines, with times when asked', async () => {
    const path = `/api/v1/namespaces/bookinfo/pods/${podOf('details')}/log`
    const { body } = await face.ask(
      `${path}?container=details&tailLines=3&timestamps=true&sinceSeconds=60`,
    )
    const lines = String(body).trimEnd().split('\n')
    expect(lines).toHaveLength(3)
    for (const line of lines) {
      expect(line).toMatch(/^2026-01-04T23:59:5\d\.\d{9}Z level=\w+ .* app=details/)
    }
  })

  it.each([
    {
      desc: 'of a run that never was',
      query: 'container=details&previous=true',
      code: 400,
      message: /^previous terminated container "details" in pod "details-v1-\S+" not found$/,
    },
    {
      desc: 'of no container in particular',
      query: '',
      code: 400,
      message: /^a container name must be specified for pod details-v1-\S+, choose one of: \[/,
    },
    {
      desc: 'of less than nothing',
      query: 'tailLines=-1',
      code: 422,
      message: /is invalid: tailLines: Invalid value: -1: must be greater than or equal to 0$/,
    },
    {
      desc: 'since two times',
      query: 'sinceSeconds=5&sinceTime=2026-01-01T00:00:00Z',
      code: 422,
      message: /at most one of `sinceTime` or `sinceSeconds` may be specified$/,
    },
  ])('$desc: $code', async ({ query, code, message }) => {
    const path = `/api/v1/namespaces/bookinfo/pods/${podOf('details')}/log`
    const answer = await face.ask(`${path}?${query}`)
    expect(answer.code).toBe(code)
    expect(stringAt(answer.body, 'message')).toMatch(message)
  })

  it('keep coming while they are followed', async () => {
    const path = `/api/v1/namespaces/bookinfo/pods/${podOf('details')}/log`
    const stop = new AbortController()
    const url = `${face.url}${path}?container=details&tailLines=1&follow=true`
    const response = await fetch(url, { signal: stop.signal })
    const first = await response.body?.getReader().read()
    expect(Buffer.from(first?.value ?? []).toString('utf8')).toMatch(/app=details/)
    stop.abort()
  })
})

function podOf(prefix: string): string {
  return (
    face.store.list('Pod', 'bookinfo').find((pod) => pod.metadata.name.startsWith(prefix))?.metadata
      .name ?? ''
  )
}
