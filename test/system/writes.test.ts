import { createServer, request as send, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { changeHeader } from '#contract/endpoint.ts'
import {
  checkDraft,
  deleteConfig,
  getDeletion,
  getHistory,
  getKindSchema,
  getLive,
  getRights,
  getTemplate,
  listCreatable,
  writeConfig,
  type Draft,
  type DraftCheck,
  type LiveText,
  type WriteOutcome,
} from '#contract/writes.ts'
import { startConsoleOnLab, type ConsoleOnLab } from '../support/console.ts'

type Who = keyof ConsoleOnLab['lab']['tokens']

/** In front of the lab: fails whichever request it is told to, as a server that dies would. */
interface Breaker {
  readonly url: string
  breakOn: ((method: string, path: string) => boolean) | null
  readonly server: Server
}

let running: ConsoleOnLab
let breaker: Breaker
let target = ''
let made = 0

async function startBreaker(): Promise<Breaker> {
  const server = createServer((incoming, outgoing) => {
    const { method = '', url = '', headers } = incoming
    if (breaker.breakOn?.(method, url) === true) {
      incoming.socket.destroy()
      return
    }
    const passed = send(target + url, { method, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(outgoing)
    })
    passed.on('error', () => outgoing.destroy())
    outgoing.on('close', () => passed.destroy())
    incoming.pipe(passed)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}`, breakOn: null, server }
}

beforeAll(async () => {
  breaker = await startBreaker()
  const starting = startConsoleOnLab({
    args: ['--auth', 'token'],
    kubernetesUrl: breaker.url,
    prometheusUrl: (lab) => {
      target = lab.kubernetesUrl
      return lab.prometheusUrl
    },
  })
  running = await starting
  running.lab.objects.create({
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'RoleBinding',
    metadata: { name: 'travel-edit', namespace: 'travel-agency' },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'edit' },
    subjects: [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'User', name: 'lab-travel' }],
  })
})
afterAll(async () => {
  await running.close()
  breaker.server.closeAllConnections()
  breaker.server.close()
})

const get = (who: Who, place: string): Promise<Response> =>
  fetch(new URL(place, running.url), {
    headers: { authorization: `Bearer ${running.lab.tokens[who]}` },
  })

const post = (who: Who, place: string, body: unknown): Promise<Response> =>
  fetch(new URL(place, running.url), {
    method: 'POST',
    headers: {
      ...{ authorization: `Bearer ${running.lab.tokens[who]}`, 'content-type': 'application/json' },
      ...{ [changeHeader]: 'yes' },
    },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })

const group = 'networking.istio.io'
const query = (name: string, kind = 'VirtualService', namespace = 'bookinfo'): string =>
  new URLSearchParams({ group, kind, namespace, name }).toString()

/** A route of bookinfo that names nothing wrong. */
const textOf = (name: string, host = 'reviews', namespace = 'bookinfo'): string =>
  [
    'apiVersion: networking.istio.io/v1',
    'kind: VirtualService',
    `metadata: { name: ${name}, namespace: ${namespace} }`,
    'spec:',
    `  hosts: [${name}.example]`,
    '  http:',
    '    # where it goes',
    `    - route: [{ destination: { host: ${host} } }]`,
    '',
  ].join('\n')

const nextName = (): string => {
  made += 1
  return `written-${made}`
}

const live = async (who: Who, name: string): Promise<LiveText> =>
  getLive.response.parse(await (await get(who, `api/v1/config/live?${query(name)}`)).json())

const write = async (
  who: Who,
  draft: Draft,
  how: { isDryRun?: boolean; isAware?: boolean } = {},
): Promise<WriteOutcome> => {
  const body = { ...draft, isDryRun: false, isAware: false, ...how }
  const answer = await post(who, 'api/v1/config/write', body)
  return writeConfig.response.parse(await answer.json())
}

const check = async (who: Who, draft: Draft): Promise<DraftCheck> =>
  checkDraft.response.parse(await (await post(who, 'api/v1/config/check', draft)).json())

/** A stored object, and the draft that somebody has of it. */
async function aDraft(): Promise<{ name: string; draft: Draft & { replaces: object } }> {
  const name = nextName()
  expect((await write('admin', { text: textOf(name), replaces: null })).kind).toBe('done')
  const { text, resourceVersion, object } = await live('admin', name)
  return { name, draft: { text, replaces: { object, resourceVersion, base: text } } }
}

const hostOf = (name: string): unknown =>
  running.lab.objects.get('VirtualService.networking.istio.io', 'bookinfo', name)?.spec

describe('writing over the API', () => {
  it('creates, reads back, changes and tells what it was told', async () => {
    const { name, draft } = await aDraft()
    expect(draft.text).not.toMatch(/managedFields|resourceVersion|uid|status/)
    const text = draft.text.replace('host: reviews', 'host: ratings')
    const outcome = await write('admin', { ...draft, text })
    expect(outcome).toMatchObject({ kind: 'done', isRecorded: true })
    expect(JSON.stringify(hostOf(name))).toContain('ratings')
    const history = getHistory.response.parse(
      await (await get('admin', `api/v1/config/history?${query(name)}`)).json(),
    )
    expect(history.writers).toMatchObject([{ manager: 'alidade', operation: 'Update' }])
    expect(history.writers[0]?.fields).toContain('spec.hosts')
    expect(history.events.map(({ reason }) => reason).sort()).toEqual(['Created', 'Edited'])
    expect(history.events[0]?.message).toContain('lab-admin')
  })

  it('stores nothing of a dry run', async () => {
    const { name, draft } = await aDraft()
    const text = draft.text.replace('host: reviews', 'host: ratings')
    const outcome = await write('admin', { ...draft, text }, { isDryRun: true })
    expect(outcome).toMatchObject({ kind: 'done', isRecorded: false })
    expect(JSON.stringify(hostOf(name))).toContain('reviews')
  })

  it('loses neither change when two wrote at once', async () => {
    const { name, draft } = await aDraft()
    const theirs = { ...draft, text: draft.text.replace('spec:', 'spec:\n  exportTo: ["."]') }
    expect((await write('admin', theirs)).kind).toBe('done')
    const mine = { ...draft, text: draft.text.replace('host: reviews', 'host: ratings') }
    const outcome = await write('admin', mine)
    if (outcome.kind !== 'conflict') throw new Error(`no conflict: ${outcome.kind}`)
    expect(outcome.clashes).toEqual([])
    expect(outcome.theirs).toContain('exportTo')
    expect(outcome.merged).toMatch(/exportTo[^]*ratings|ratings[^]*exportTo/)
    const { resourceVersion, theirs: base, merged: text } = outcome
    const again = {
      text,
      replaces: { ...draft.replaces, resourceVersion, base } as Draft['replaces'],
    }
    expect((await write('admin', again)).kind).toBe('done')
    expect(JSON.stringify(hostOf(name))).toMatch(/exportTo.*ratings|ratings.*exportTo/)
  })

  it('names what both changed', async () => {
    const { draft } = await aDraft()
    await write('admin', { ...draft, text: draft.text.replace('host: reviews', 'host: details') })
    const text = draft.text.replace('host: reviews', 'host: ratings')
    expect(await write('admin', { ...draft, text })).toMatchObject({
      kind: 'conflict',
      clashes: [
        {
          path: 'spec.http[0].route[0].destination.host',
          ...{ base: 'reviews', theirs: 'details', mine: 'ratings' },
        },
      ],
    })
  })

  it('takes no notice of a controller that has written the status', async () => {
    const { name, draft } = await aDraft()
    const { objects } = running.lab
    const stored = objects.get('VirtualService.networking.istio.io', 'bookinfo', name)
    if (stored === null) throw new Error('it is gone')
    objects.update({ ...stored, status: { conditions: [] } })
    const text = draft.text.replace('host: reviews', 'host: ratings')
    expect((await write('admin', { ...draft, text })).kind).toBe('done')
  })

  it('says that the object was deleted meanwhile', async () => {
    const { name, draft } = await aDraft()
    running.lab.objects.remove('VirtualService.networking.istio.io', 'bookinfo', name)
    const text = draft.text.replace('host: reviews', 'host: ratings')
    expect(await write('admin', { ...draft, text })).toMatchObject({ kind: 'deleted' })
  })

  it('says of a kind that the cluster does not have that there is none, before and after', async () => {
    const thing = query('x', 'Thing')
    const rights = await get('admin', `api/v1/config/rights?${thing}`)
    expect(getRights.response.parse(await rights.json()).kind).toBeNull()
    for (const place of ['object', 'live', 'deletion', 'history'])
      expect(await (await get('admin', `api/v1/config/${place}?${thing}`)).json(), place).toEqual({
        error: expect.objectContaining({
          ...{ code: 'notFound', message: expect.stringContaining('Thing') as unknown },
        }) as unknown,
      })
    const text = textOf('x').replace('kind: VirtualService', 'kind: Thing')
    expect(await write('admin', { text, replaces: null })).toEqual({
      ...{ kind: 'refused', message: expect.stringContaining('Thing') as unknown },
    })
  })

  it('says which right is missing, before and after', async () => {
    const { draft } = await aDraft()
    const rights = getRights.response.parse(
      await (await get('bookinfo', `api/v1/config/rights?${query('any')}`)).json(),
    )
    expect(rights.rights.map(({ verb, isAllowed }) => [verb, isAllowed])).toEqual([
      ...[
        ['get', true],
        ['create', false],
        ['update', false],
        ['delete', false],
      ],
    ])
    expect(await write('bookinfo', draft)).toEqual({
      ...{ kind: 'forbidden', verb: 'update', resource: 'virtualservices' },
      message:
        'You may not update virtualservices.networking.istio.io in bookinfo: ask for a role with that right.',
    })
  })

  it('judges nothing for those who could not write it', async () => {
    const own = await check('travel', {
      text: textOf('x', 'nowhere', 'travel-agency'),
      replaces: null,
    })
    expect(own.findings.map(({ rule }) => rule)).toContain('MC200')
    const foreign = await check('travel', { text: textOf('x', 'nowhere'), replaces: null })
    expect(foreign).toMatchObject({
      findings: [],
      notJudged: expect.stringMatching(/may not create/) as unknown,
    })
  })

  it.each([
    { desc: 'no YAML', text: 'a: [', says: /flow|Flow/, line: 1 },
    { desc: 'nothing', text: '# only words\n', says: /nothing in the text/, line: 1 },
    {
      desc: 'two documents',
      text: `${textOf('a')}---\n${textOf('b')}`,
      says: /two objects/,
      line: 10,
    },
    { desc: 'no object', text: '- a\n', says: /map of fields/, line: 1 },
    {
      desc: 'a label that is a number',
      text: textOf('a').replace('metadata: {', 'metadata: { labels: { v: 1.0 },'),
      says: /in quotes/,
      line: 3,
    },
    {
      desc: 'a Secret',
      text: 'apiVersion: v1\nkind: Secret\nmetadata: { name: a }\n',
      says: /use kubectl/,
      line: 2,
    },
    { desc: 'a NUL character', text: `${textOf('a')}\u0000`, says: /NUL/, line: 1 },
    { desc: 'anchors that stand for millions', text: bomb(), says: /anchors/, line: 1 },
  ])('says at which line there is $desc', async ({ text, says, line }) => {
    const draft = { text, replaces: null }
    const { problems } = await check('admin', draft)
    expect(problems[0]?.message).toMatch(says)
    expect(problems[0]?.line).toBe(line)
    expect(await write('admin', draft)).toMatchObject({ kind: 'invalid' })
  })

  it.each([
    { desc: 'name', from: /name: written-\d+/, to: 'name: other', line: 4 },
    { desc: 'kind', from: 'kind: VirtualService', to: 'kind: DestinationRule', line: 2 },
    { desc: 'namespace', from: 'namespace: bookinfo', to: 'namespace: other', line: 5 },
  ])('does not take another $desc for a change', async ({ from, to, line }) => {
    const { draft } = await aDraft()
    const { problems } = await check('admin', { ...draft, text: draft.text.replace(from, to) })
    expect(problems).toMatchObject([
      { line, message: expect.stringMatching(/cannot be changed/) as unknown },
    ])
  })

  it('refuses more than one megabyte', async () => {
    const text = `${textOf('large')}# ${'x'.repeat(1024 * 1024)}`
    const { problems } = await check('admin', { text, replaces: null })
    expect(problems[0]?.message).toMatch(/larger than 1 MB/)
    const huge = await post('admin', 'api/v1/config/check', { text: 'x'.repeat(3_000_000) })
    expect(huge.status).toBe(413)
  })

  it('puts what the API server refuses at its line', async () => {
    const text = textOf(nextName()).replace('spec:', 'spec:\n  hotsts: [a]')
    expect(await write('admin', { text, replaces: null })).toMatchObject({
      kind: 'invalid',
      problems: [{ line: 5, path: 'spec.hotsts', message: 'Unknown field "spec.hotsts"' }],
    })
  })

  it('finds what is wrong in the configuration as it would be, and repairs it in the text', async () => {
    const { draft } = await aDraft()
    const text = draft.text.replace('host: reviews', 'host: revews # misspelt')
    const { findings, rules, consequences } = await check('admin', { ...draft, text })
    const finding = findings.find(({ rule }) => rule === 'MC200')
    expect(text.split('\n')[(finding?.line ?? 0) - 1]).toContain('revews')
    expect(finding?.fixText).toContain('host: reviews # misspelt')
    expect(rules.map(({ id }) => id)).toContain('MC200')
    expect(consequences.appear.map(({ rule }) => rule)).toContain('MC200')
    expect((await check('admin', draft)).findings.map(({ rule }) => rule)).not.toContain('MC200')
  })

  it('finds what a deletion breaks elsewhere, and wants the name typed', async () => {
    const rule = { group, kind: 'DestinationRule', namespace: 'bookinfo' }
    const name = nextName()
    running.lab.objects.create({
      apiVersion: `${group}/v1`,
      kind: 'DestinationRule',
      metadata: { name, namespace: 'bookinfo' },
      spec: { host: 'ratings', subsets: [{ name, labels: { version: 'v1' } }] },
    })
    const user = nextName()
    const text = textOf(user).replace('host: reviews', `host: ratings, subset: ${name}`)
    await expect
      .poll(async () => (await write('admin', { text, replaces: null })).kind)
      .toMatch(/done|exists/)
    const deletion = async (): Promise<ReturnType<typeof getDeletion.response.parse>> => {
      const place = `api/v1/config/deletion?${query(name, 'DestinationRule')}`
      return getDeletion.response.parse(await (await get('admin', place)).json())
    }
    await expect.poll(async () => (await deletion()).consequences.appear.length).toBeGreaterThan(0)
    const { resourceVersion, dangers } = await deletion()
    expect(dangers.length).toBeGreaterThan(0)
    const remove = async (typedName: string): Promise<WriteOutcome> => {
      const object = { ...rule, name }
      const body = { object, resourceVersion, isDryRun: false, typedName }
      return deleteConfig.response.parse(
        await (await post('admin', 'api/v1/config/delete', body)).json(),
      )
    }
    expect(await remove('')).toMatchObject({ kind: 'refused' })
    expect(await remove(name)).toMatchObject({ kind: 'done' })
    expect(await remove(name)).toMatchObject({ kind: 'deleted' })
  })

  it('warns of errors that a change would make, and makes it when told to', async () => {
    const { draft } = await aDraft()
    const text = draft.text.replace('host: reviews', 'host: nowhere-at-all')
    expect(await write('admin', { ...draft, text })).toMatchObject({
      ...{ kind: 'worse', appear: [{ rule: 'MC200' }] },
    })
    expect(await write('admin', { ...draft, text }, { isAware: true })).toMatchObject({
      kind: 'done',
    })
  })

  it('says that nothing is known of a write whose answer never came', async () => {
    const { name, draft } = await aDraft()
    const text = draft.text.replace('host: reviews', 'host: ratings')
    breaker.breakOn = (method, path) => method === 'PUT' && !path.includes('dryRun')
    const outcome = await write('admin', { ...draft, text })
    breaker.breakOn = null
    expect(outcome).toMatchObject({ kind: 'unknown' })
    expect(JSON.stringify(hostOf(name))).toContain('reviews')
    expect((await write('admin', { ...draft, text })).kind).toBe('done')
  })

  it('says that the API server is away before anything is written', async () => {
    const { draft } = await aDraft()
    breaker.breakOn = (method) => method === 'PUT'
    const body = { ...draft, isDryRun: false, isAware: false }
    const answer = await post('admin', 'api/v1/config/write', body)
    breaker.breakOn = null
    expect(answer.status).toBe(502)
  })

  it.each([
    { desc: 'without the header of changes', headers: { [changeHeader]: null }, status: 403 },
    {
      desc: 'from a page of another origin',
      headers: { 'sec-fetch-site': 'cross-site' },
      status: 403,
    },
    { desc: 'that are no JSON', headers: { 'content-type': 'text/plain' }, status: 400 },
  ])('takes no changes $desc', async ({ headers, status }) => {
    const all = {
      ...{ authorization: `Bearer ${running.lab.tokens.admin}`, [changeHeader]: 'yes' },
      ...{ 'content-type': 'application/json', ...headers },
    }
    const kept = Object.entries(all).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    )
    const answer = await fetch(new URL('api/v1/config/write', running.url), {
      ...{ method: 'POST', headers: Object.fromEntries(kept) },
      body: '{}',
    })
    expect(answer.status).toBe(status)
  })

  it('knows the fields of a kind, their words and their choices', async () => {
    const place = `api/v1/config/schema?group=${group}&kind=VirtualService&version=v1`
    const { fields } = getKindSchema.response.parse(await (await get('nobody', place)).json())
    const weight = fields.find(({ path }) => path === 'spec.http[].route[].weight')
    expect(weight).toMatchObject({
      type: 'integer',
      words: expect.stringMatching(/proportion/) as unknown,
    })
    expect(fields.map(({ path }) => path)).toContain('metadata.labels')
  })

  it('offers the kinds that the cluster has, each with an example that it takes', async () => {
    const { kinds } = listCreatable.response.parse(
      await (await get('admin', 'api/v1/config/kinds')).json(),
    )
    const names = kinds.map(({ kind }) => kind)
    expect(names).toEqual(expect.arrayContaining(['AuthorizationPolicy', 'HTTPRoute', 'Sidecar']))
    for (const { group: own, kind } of kinds) {
      const about = new URLSearchParams({ group: own, kind, namespace: 'bookinfo', name: 'new' })
      const answer = await get('admin', `api/v1/config/template?${about.toString()}`)
      const { text } = getTemplate.response.parse(await answer.json())
      const outcome = await write(
        'admin',
        { text, replaces: null },
        { isDryRun: true, isAware: true },
      )
      expect(`${kind} ${outcome.kind}`).toBe(`${kind} done`)
    }
  })
})

function bomb(): string {
  const levels = Array.from({ length: 12 }, (_, at) =>
    at === 0 ? 'a0: &a0 [x, x]' : `a${at}: &a${at} [*a${at - 1}, *a${at - 1}]`,
  )
  return `${levels.join('\n')}\n`
}
