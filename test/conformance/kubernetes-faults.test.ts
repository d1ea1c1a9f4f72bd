import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import type { ClusterSource } from '../../server/seams/source.ts'
import {
  createClusterSource,
  type ClusterOptions,
} from '../../server/sources/kubernetes/cluster-source.ts'
import {
  refuse,
  startScriptedApiServer,
  type PlainObject,
  type ScriptedApiServer,
} from './scripted-api-server.ts'

const services = '/api/v1/services'
const soon = { timeout: 20_000, interval: 10 }
const aService = (name: string, resourceVersion = '1'): PlainObject => ({
  metadata: { name, namespace: 'shop', resourceVersion },
  spec: { ports: [{ port: 80 }] },
})

describe('the cluster source and an API server that does wrong', () => {
  let kube: ScriptedApiServer
  let folder: string
  beforeEach(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'alidade-scripted-'))
    kube = await startScriptedApiServer()
  })
  afterEach(async () => {
    await kube.server.close()
    rmSync(folder, { recursive: true })
  })

  const create = (options: Partial<ClusterOptions> = {}, user: object = {}): ClusterSource => {
    const file = path.join(folder, 'config')
    const config = {
      'current-context': 'here',
      clusters: [{ name: 'here', cluster: { server: kube.server.url } }],
      users: [{ name: 'me', user }],
      contexts: [{ name: 'here', context: { cluster: 'here', user: 'me' } }],
    }
    writeFileSync(file, JSON.stringify(config))
    const source = createClusterSource({
      cluster: 'east',
      kubeconfigPath: file,
      keep: { annotationPrefixes: [], envNames: [] },
      crdGroups: [],
      retryForbiddenMs: 200,
      ...options,
    })
    onTestFinished(() => source.close())
    return source
  }
  const started = async (): Promise<ClusterSource> => {
    const source = create()
    await source.ready(5000)
    await expect.poll(() => kube.watches(services).length, soon).toBe(1)
    return source
  }
  const names = (source: ClusterSource): readonly string[] =>
    source.inventory().services.map(({ name }) => name)
  const watchesAsked = (): readonly URLSearchParams[] =>
    kube.server.seen
      .filter(({ path: seen }) => seen.startsWith(`${services}?watch`))
      .map(({ path: seen }) => new URL(seen, 'http://server').searchParams)
  const listsOf = (list: string): number =>
    kube.server.seen.filter((seen) => seen.path.startsWith(`${list}?limit`)).length

  it('is empty and unreadable before the first lists, and says so', async () => {
    kube.script(() => true)
    const source = create()
    expect(source.status().state).toBe('connecting')
    const { unreadable, pods } = source.inventory()
    expect(pods).toEqual([])
    expect(unreadable).toContainEqual(expect.objectContaining({ kind: 'Pod', reason: 'notSynced' }))
    const startedAt = performance.now()
    await source.ready(200)
    expect(performance.now() - startedAt).toBeLessThan(10_000) // else it waits for ever
  })

  it('goes on from the last version when a watch ends', async () => {
    const source = await started()
    kube.send(services, { type: 'ADDED', object: aService('a', '7') })
    kube.send(services, { type: 'BOOKMARK', object: { metadata: { resourceVersion: '9' } } })
    await expect.poll(() => names(source), soon).toEqual(['a'])
    kube.watches(services)[0]?.end()
    await expect.poll(() => watchesAsked().length, soon).toBe(2)
    expect(watchesAsked()[1]?.get('resourceVersion')).toBe('9')
    expect(listsOf(services)).toBe(1)
  })

  it('goes on when a watch is cut in the middle of an event', async () => {
    const source = await started()
    kube.send(services, { type: 'ADDED', object: aService('a', '7') })
    await expect.poll(() => names(source), soon).toEqual(['a'])
    kube.watches(services)[0]?.write('{"type":"ADDED","object":{"meta')
    await sleep(50)
    kube.watches(services)[0]?.destroy()
    await expect.poll(() => watchesAsked().length, soon).toBe(2)
    expect(watchesAsked()[1]?.get('resourceVersion')).toBe('7')
    kube.send(services, { type: 'ADDED', object: aService('b', '8') })
    await expect.poll(() => names(source), soon).toEqual(['a', 'b'])
    expect(listsOf(services)).toBe(1)
  })

  it('reads an event that comes in pieces', async () => {
    const source = await started()
    const text = JSON.stringify({ type: 'ADDED', object: aService('über', '7') })
    for (const byte of Buffer.from(`${text}\n`)) {
      kube.watches(services)[0]?.write(Buffer.of(byte))
    }
    await expect.poll(() => names(source), soon).toEqual(['über'])
  })

  it.each([
    { desc: 'an ERROR event', isEvent: true },
    { desc: 'status 410', isEvent: false },
  ])('lists again when its version is gone, by $desc', async ({ isEvent }) => {
    kube.objects.set(services, [aService('a'), aService('b')])
    const source = await started()
    kube.objects.set(services, [aService('b'), aService('c')])
    kube.setVersion(50)
    const gone = { kind: 'Status', code: 410, reason: 'Expired', message: 'too old' }
    if (isEvent) kube.send(services, { type: 'ERROR', object: gone })
    else {
      kube.script(({ path: asked, query, response }) => {
        const isOld = query.get('resourceVersion') === '1'
        return asked === services && isOld && refuse(response, 410, 'too old')
      })
      kube.watches(services)[0]?.end()
    }
    await expect.poll(() => names(source), soon).toEqual(['b', 'c'])
    expect(source.inventory().unreadable).toEqual([])
  })

  it('begins a list again whose next page is gone', async () => {
    kube.objects.set(
      services,
      Array.from({ length: 30 }, (_, index) => aService(`s-${index}`)),
    )
    let refused = 0
    kube.script(({ path: asked, query, response }) => {
      if (asked !== services || query.get('continue') !== '20' || refused >= 2) return false
      refused += 1
      return refuse(response, 410, 'too old')
    })
    const source = create({ pageSize: 10 })
    await expect.poll(() => names(source).length, soon).toBe(30)
    expect(refused).toBe(2)
  })

  it('reads again and again what may be listed but not watched', async () => {
    kube.objects.set(services, [aService('a')])
    kube.script(({ path: asked, query, response }) => {
      const isWatch = asked === services && query.get('watch') === 'true'
      return isWatch && refuse(response, 403, 'User "me" cannot watch services')
    })
    const source = create()
    const missing = (): unknown => source.inventory().unreadable
    await expect.poll(missing, soon).toMatchObject([{ kind: 'Service', reason: 'forbidden' }])
    expect(source.inventory().unreadable[0]?.message).toBe(
      'The user "me" may not watch services in all namespaces: grant it the verbs list and watch, by a ClusterRole.',
    )
    const { sinceAt } = source.inventory().unreadable[0] ?? {}
    expect(names(source)).toEqual(['a'])
    kube.objects.set(services, [aService('b')])
    await expect.poll(() => names(source), soon).toEqual(['b'])
    expect(source.inventory().unreadable[0]?.sinceAt).toBe(sinceAt)
  })

  it('says since when a kind is not kept up to date, keeps it, and says no more when it is', async () => {
    kube.objects.set(services, [aService('a')])
    const source = create({ behindAfterMs: 100 })
    await expect.poll(() => kube.watches(services).length, soon).toBe(1)
    const startedAt = Date.now()
    kube.script(
      ({ path: asked, response }) => asked === services && refuse(response, 500, 'etcd is slow'),
    )
    kube.watches(services)[0]?.end()
    await expect.poll(() => source.inventory().behind, soon).toMatchObject([{ kind: 'Service' }])
    const { behind = [], unreadable } = source.inventory()
    expect(behind[0]?.sinceAt).toBeGreaterThanOrEqual(startedAt)
    expect(behind[0]?.message).toContain('etcd is slow')
    expect([names(source), unreadable]).toEqual([['a'], []])
    expect(source.status()).toMatchObject({
      ...{ state: 'reached', details: [expect.anything(), behind[0]?.message] },
    })
    kube.script(() => false)
    await expect.poll(() => source.inventory().behind, soon).toBeUndefined()
  })

  it('forgets what it may not read any more', async () => {
    kube.objects.set(services, [aService('secret')])
    const source = await started()
    expect(names(source)).toEqual(['secret'])
    kube.script(
      ({ path: asked, response }) => asked === services && refuse(response, 403, 'Forbidden'),
    )
    kube.watches(services)[0]?.end()
    await expect.poll(() => names(source), soon).toEqual([])
    expect(source.inventory().unreadable).toMatchObject([{ kind: 'Service', reason: 'forbidden' }])
  })

  it('is content without kinds that the cluster does not have', async () => {
    kube.script(
      ({ path: asked, response }) =>
        asked.startsWith('/apis/batch/') && refuse(response, 404, 'NotFound'),
    )
    const source = create()
    await source.ready(5000)
    expect(source.inventory().unreadable).toEqual([])
  })

  it('does not storm a server that ends every watch at once', async () => {
    kube.script(({ path: asked, query, response }) => {
      if (asked !== services || query.get('watch') !== 'true') return false
      response.writeHead(200, { 'content-type': 'application/json' }).end()
      return true
    })
    const source = create()
    await source.ready(5000)
    await sleep(1000)
    expect(watchesAsked().length).toBeLessThan(8)
  })

  it('reads the kinds of a definition that comes later', async () => {
    const group = '/apis/mesh.example.io'
    const definitions = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions'
    let isDefined = false
    const json = (body: object) => ({ body })
    const answers = new Map<string, { body: object }>([
      [
        group,
        json({
          versions: [{ version: 'v1' }, { version: 'v2' }],
          preferredVersion: { version: 'v2' },
        }),
      ],
      [
        `${group}/v1`,
        json({
          resources: [
            { name: 'routes', kind: 'Route', verbs: ['list', 'watch'] },
            { name: 'olds', kind: 'Old', verbs: ['list', 'watch'] },
          ],
        }),
      ],
      [
        `${group}/v2`,
        json({
          resources: [
            { name: 'routes', kind: 'Route', verbs: ['list', 'watch'] },
            { name: 'routes/status', kind: 'Route', verbs: ['get'] },
          ],
        }),
      ],
    ])
    kube.script(({ path: asked, response }) => {
      const answer = answers.get(asked)
      if (answer === undefined) return false
      if (!isDefined) return refuse(response, 404, 'NotFound')
      response
        .writeHead(200, { 'content-type': 'application/json' })
        .end(JSON.stringify(answer.body))
      return true
    })
    kube.objects.set(`${group}/v2/routes`, [
      { apiVersion: 'mesh.example.io/v2', kind: 'Route', metadata: { name: 'r' } },
    ])
    kube.objects.set(`${group}/v1/olds`, [
      { apiVersion: 'mesh.example.io/v1', kind: 'Old', metadata: { name: 'o' } },
    ])
    const source = create({ crdGroups: ['mesh.example.io'] })
    await source.ready(5000)
    expect(source.inventory().config.size).toBe(0)
    await expect.poll(() => kube.watches(definitions).length, soon).toBe(1)
    isDefined = true
    kube.send(definitions, {
      type: 'ADDED',
      object: { metadata: { name: 'routes.mesh.example.io' } },
    })
    const kinds = (): unknown =>
      [...source.inventory().config].map(([kind, objects]) => [
        kind,
        objects.map(({ apiVersion }) => apiVersion),
      ])
    await expect.poll(kinds, soon).toEqual([
      ['Route', ['mesh.example.io/v2']],
      ['Old', ['mesh.example.io/v1']],
    ])
  })

  it('says in one sentence that the command for credentials failed', async () => {
    const exec = {
      apiVersion: 'client.authentication.k8s.io/v1',
      command: 'sh',
      args: ['-c', 'echo token is expired >&2; exit 1'],
    }
    const source = create({}, { exec })
    await expect.poll(() => source.status().state, soon).toBe('notReached')
    expect(source.status().message).toMatch(
      /^The credentials of the user "me" of .*config cannot be had \(token is expired\): run its command by hand, or log in again\.$/,
    )
  })

  it('runs a command for credentials once, not once a kind', async () => {
    const log = path.join(folder, 'runs')
    const credential = {
      apiVersion: 'client.authentication.k8s.io/v1',
      kind: 'ExecCredential',
      status: { token: 'from-command' },
    }
    const command = `echo run >> ${log}; echo '${JSON.stringify(credential)}'`
    const source = create(
      {},
      {
        exec: {
          apiVersion: 'client.authentication.k8s.io/v1',
          command: 'sh',
          args: ['-c', command],
        },
      },
    )
    await source.ready(5000)
    expect(readFileSync(log, 'utf8')).toBe('run\n')
    expect(
      kube.server.seen.every(({ headers }) => headers.authorization === 'Bearer from-command'),
    ).toBe(true)
  })

  it('says that its own credentials are not accepted', async () => {
    kube.script(({ response }) => refuse(response, 401, 'Unauthorized'))
    const source = create({}, { token: 'secret-token' })
    await expect.poll(() => source.status().state, soon).toBe('notReached')
    expect(source.status().message).toMatch(
      /^The Kubernetes API does not accept the user "me" of .*: log in again, or name another context\.$/,
    )
    expect(JSON.stringify([source.status(), source.inventory().unreadable])).not.toContain(
      'secret-token',
    )
  })

  it('asks for rights with the token only, never with its own credentials', async () => {
    const source = create({}, { token: 'our-own' })
    await source.ready(5000)
    kube.script(({ path: asked, response }) => {
      if (!asked.includes('selfsubject')) return false
      response
        .writeHead(201, { 'content-type': 'application/json' })
        .end('{"status":{"allowed":true}}')
      return true
    })
    const question = { verb: 'get', group: '', resource: 'pods/log', namespace: 'shop' }
    const identity = { kind: 'token', token: 'theirs' } as const
    await source.mayThey(identity, [question])
    await source.mayThey(identity, [question])
    const reviews = kube.server.seen.filter(({ path: seen }) =>
      seen.includes('selfsubjectaccessreviews'),
    )
    expect(reviews).toHaveLength(1)
    expect(reviews[0]?.headers.authorization).toBe('Bearer theirs')
    expect(JSON.parse(reviews[0]?.body ?? '')).toMatchObject({
      spec: {
        resourceAttributes: {
          verb: 'get',
          group: '',
          resource: 'pods',
          subresource: 'log',
          namespace: 'shop',
        },
      },
    })
  })

  it('does not know the user of a cluster that is too old to say', async () => {
    const source = create({}, { token: 'our-own' })
    kube.script(
      ({ path: asked, response }) =>
        asked.includes('selfsubject') && refuse(response, 404, 'NotFound'),
    )
    expect(await source.whoIs({ kind: 'token', token: 'theirs' })).toEqual({ user: null })
  })

  it('tells of an outage when it is asked for rights', async () => {
    const source = create()
    await source.ready(5000)
    await kube.server.close()
    await expect(source.whoIs({ kind: 'token', token: 'theirs' })).rejects.toMatchObject({
      name: 'SourceUnavailableError',
      source: 'cluster:east',
      failure: 'unavailable',
    })
  })
})
