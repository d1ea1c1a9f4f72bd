import { describe, expect, it } from 'vitest'
import { proxyTableAskSchema } from '#contract/proxy.ts'
import type { ProxyNames } from '../seams/proxy-program.ts'
import type { ReadingReply } from '../seams/proxy-reading.ts'
import {
  goldenDump,
  goldenHosts,
  goldenStats,
  privateKey,
  reviewsCluster,
} from './envoy/golden-dump.ts'
import { createEnvoyProgram } from './envoy/program.ts'
import { ReadingRoom } from './reading-room.ts'

const names: ProxyNames = {
  readCluster: (name) => ({ direction: null, host: name, port: null, subset: null }),
  ofCluster: () => [],
  ofRoute: () => [],
  ofListener: () => [],
  ofSecret: () => [],
}
const program = createEnvoyProgram('envoy', names)
const ask = proxyTableAskSchema.parse({})

function roomOf(mostBytes = 1e8): ReadingRoom {
  return new ReadingRoom({ programs: new Map([[program.id, program]]), mostBytes })
}

function read(room: ReadingRoom, text: string, more: object = {}): ReadingReply {
  const bytes = Buffer.from(text)
  for (let at = 0; at < bytes.length; at += 1000)
    room.take({ op: 'piece', reading: 'r', piece: bytes.subarray(at, at + 1000) })
  const finish = { op: 'finish', reading: 'r', snapshot: 's', answer: 'config' } as const
  return room.answer({ ...finish, program: 'envoy', takenAt: 0, ...more })
}

const tableOf = (room: ReadingRoom, snapshot = 's'): ReadingReply =>
  room.answer({ op: 'table', snapshot, section: 'clusters', ask })

function documentOf(
  room: ReadingRoom,
  document: 'config' | 'clusters' | 'endpoints',
  resource?: string,
): string {
  const reply = room.answer({ op: 'document', snapshot: 's', document, resource: resource ?? null })
  return reply.kind === 'document' ? Buffer.from(reply.json).toString() : reply.kind
}

describe('what proxies answer', () => {
  it('is read from pieces and kept as tables', () => {
    const room = roomOf()
    expect(read(room, JSON.stringify(goldenDump))).toEqual({ kind: 'finished' })
    expect(tableOf(room)).toMatchObject({ kind: 'table', page: { total: 3, matched: 3 } })
    expect(JSON.parse(documentOf(room, 'clusters', reviewsCluster.name))).toEqual(reviewsCluster)
    expect(documentOf(room, 'clusters', 'another')).toBe('null')
    read(room, JSON.stringify(goldenHosts), { answer: 'hosts' })
    const hosts: unknown = JSON.parse(documentOf(room, 'endpoints', reviewsCluster.name))
    expect(hosts).toEqual(goldenHosts.cluster_statuses[0])
  })

  it('has rows whose keys are their own, and hosts behind tunnels by whom they are for', () => {
    const room = roomOf()
    const tunnel = {
      envoy_internal_address: { server_listener_name: 'connect', endpoint_id: '10.0.0.9:8080' },
    }
    const twice = { name: 'c', host_statuses: [{ address: tunnel }, { address: tunnel }] }
    read(room, JSON.stringify({ cluster_statuses: [twice] }), { answer: 'hosts' })
    const reply = room.answer({ op: 'table', snapshot: 's', section: 'endpoints', ask })
    expect(reply).toMatchObject({
      page: {
        rows: [
          { key: 'c 10.0.0.9:8080', address: '10.0.0.9', port: 8080 },
          { key: 'c 10.0.0.9:8080 #2' },
        ],
      },
    })
  })

  it.each([
    { desc: 'a page', text: '<html>sign in, key=hunter2</html>' },
    { desc: 'half a dump', text: JSON.stringify(goldenDump).slice(0, -5) },
    { desc: 'nothing', text: '' },
  ])('is refused without a word of it when it is $desc', ({ text }) => {
    const reason = 'it answered something that is no JSON'
    expect(read(roomOf(), text)).toEqual({ kind: 'unreadable', reason })
  })

  it('is forgotten, the oldest first, when all of it is too much', () => {
    const text = JSON.stringify(goldenDump)
    const room = roomOf(text.length * 2.5)
    for (const snapshot of ['a', 'b', 'c']) read(room, text, { snapshot })
    expect(tableOf(room, 'a')).toEqual({ kind: 'gone', snapshot: 'a' })
    expect(tableOf(room, 'b').kind).toBe('table')
    read(room, text, { snapshot: 'd' })
    // b was looked at after c.
    expect(tableOf(room, 'c').kind).toBe('gone')
    expect(tableOf(room, 'b').kind).toBe('table')
    expect(room.bytes).toBeLessThan(text.length * 2.5)
  })

  it('is dropped when it is not wanted any more', () => {
    const room = roomOf()
    room.take({ op: 'piece', reading: 'r', piece: Buffer.from('{"configs":[]}x') })
    room.take({ op: 'cancel', reading: 'r' })
    expect(read(room, '{"configs":[]}')).toEqual({ kind: 'finished' })
  })
})

describe('secrets', () => {
  const encoded = Buffer.from(privateKey).toString('base64')
  const planted = {
    ...goldenDump,
    planted: [
      { private_key: { inline_string: privateKey } },
      { somewhere: privateKey, deep: [[encoded], { text: `before ${privateKey}` }] },
      { password: 'hunter2', clientSecret: 'hunter2', generic_secret: { secret: 'hunter2' } },
      { session_ticket_keys: { keys: ['hunter2'] }, headers: ['Bearer hunter2', 'Basic hunter2'] },
    ],
  }

  it('are nowhere in what is kept or handed on', () => {
    const room = roomOf()
    read(room, JSON.stringify(planted))
    read(room, JSON.stringify(planted), { snapshot: 't' })
    const replies = [
      documentOf(room, 'config'),
      ...(['clusters', 'listeners', 'routes', 'secrets'] as const).map((section) =>
        JSON.stringify(room.answer({ op: 'table', snapshot: 's', section, ask })),
      ),
      JSON.stringify(room.answer({ op: 'compare', here: 's', there: 't', section: 'secrets' })),
    ]
    const key = privateKey.split('\n')[1] ?? ''
    expect(key).toHaveLength(64)
    for (const reply of replies)
      for (const secret of [key, encoded, encoded.slice(40, 80), 'hunter2', 'PRIVATE KEY'])
        expect(reply).not.toContain(secret)
    expect(replies[0]).toContain('"private_key":"[redacted]"')
  })

  it('are told from what only looks like them', () => {
    const room = roomOf()
    const harmless = {
      bearer: 'bearer',
      name: 'private_key',
      certificate: '-----BEGIN CERTIFICATE',
    }
    read(room, JSON.stringify(harmless))
    expect(JSON.parse(documentOf(room, 'config'))).toEqual(harmless)
  })
})

describe('two moments', () => {
  const changed = (timeout: string, version: string): string =>
    JSON.stringify(goldenDump)
      .replace('"connect_timeout":"10s"', `"connect_timeout":"${timeout}"`)
      .replaceAll('"version_info":"7"', `"version_info":"${version}"`)

  it('differ in what was changed, not in when it was told', () => {
    const room = roomOf()
    read(room, changed('10s', '7'))
    read(room, changed('2s', '9'), { snapshot: 't' })
    const compare = { op: 'compare', here: 's', there: 't' } as const
    expect(room.answer({ ...compare, section: 'clusters' })).toEqual({
      kind: 'compared',
      differences: {
        same: 2,
        changes: [
          {
            resource: reviewsCluster.name,
            change: 'changed',
            fields: [{ path: 'connect_timeout', here: '"10s"', there: '"2s"' }],
          },
        ],
        leftOut: 0,
      },
    })
    const same = room.answer({ ...compare, section: 'routes' })
    expect(same).toMatchObject({ differences: { same: 1, changes: [] } })
    const gone = room.answer({ ...compare, there: 'x', section: 'routes' })
    expect(gone).toEqual({ kind: 'gone', snapshot: 'x' })
  })

  it('differ in what was counted between them', () => {
    const room = roomOf()
    const stat = (name: string, value: number): object => ({ name, value })
    const write = (live: number): string =>
      JSON.stringify({ stats: [...goldenStats.stats.slice(1), stat('server.live', live)] })
    read(room, write(7), { answer: 'stats' })
    read(room, write(4), { answer: 'stats', snapshot: 't' })
    const fields = [{ path: '', here: '7', there: '4' }]
    expect(room.answer({ op: 'compare', here: 's', there: 't', section: 'stats' })).toEqual({
      kind: 'compared',
      differences: {
        ...{ same: 2, leftOut: 0 },
        changes: [{ resource: 'server.live', change: 'changed', fields }],
      },
    })
  })

  it('do not differ by counters of hosts', () => {
    const room = roomOf()
    const text = JSON.stringify(goldenHosts)
    read(room, text, { answer: 'hosts' })
    read(room, text.replace('"12"', '"99"'), { answer: 'hosts', snapshot: 't' })
    const reply = room.answer({ op: 'compare', here: 's', there: 't', section: 'endpoints' })
    expect(reply).toMatchObject({ differences: { same: 1, changes: [] } })
  })
})
