import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  explainLogLine,
  getLogContainers,
  getLogs,
  logEventSchema,
  type LogContainers,
  type LogEvent,
  type LogLine,
  type LogLineExplained,
  type LogPage,
} from '#contract/logs.ts'
import { startConsoleOnLab, type ConsoleOnLab } from '../support/console.ts'

let running: ConsoleOnLab
beforeAll(async () => {
  running = await startConsoleOnLab({ args: ['--auth', 'token'], lab: { historySeconds: 90 } })
})
afterAll(() => running.close())

type Who = keyof ConsoleOnLab['lab']['tokens']

const at = (place: string): URL => new URL(`api/v1/namespaces/${place}`, running.url)
const headersOf = (who: Who): Record<string, string> => ({
  authorization: `Bearer ${running.lab.tokens[who]}`,
})
const get = (place: string, who: Who = 'admin'): Promise<Response> =>
  fetch(at(place), { headers: headersOf(who) })

const page = async (place: string, who: Who = 'admin'): Promise<LogPage> => {
  const answer = await get(place, who)
  expect(answer.status).toBe(200)
  return getLogs.response.parse(await answer.json())
}
const containersOf = async (place: string, who: Who = 'admin'): Promise<LogContainers> =>
  getLogContainers.response.parse(await (await get(`${place}/logs/containers`, who)).json())

const keyOf = ({ source, at: time, nanos, text }: LogLine): string =>
  `${source} ${time ?? ''}.${nanos} ${text}`
const podsIn = (lines: readonly LogLine[]): string[] => [
  ...new Set(lines.map(({ source }) => source.split('/')[1] ?? '')),
]

interface Followed {
  readonly events: LogEvent[]
  readonly lines: () => LogLine[]
  readonly lastId: () => string
  readonly stop: () => void
}

const followed: Followed[] = []

async function follow(place: string, lastId: string | null = null): Promise<Followed> {
  const stopping = new AbortController()
  const answer = await fetch(at(place), {
    headers: { ...headersOf('admin'), ...(lastId === null ? {} : { 'last-event-id': lastId }) },
    signal: stopping.signal,
  })
  expect(answer.status).toBe(200)
  const events: LogEvent[] = []
  let id = ''
  const read = async (): Promise<void> => {
    let rest = ''
    for await (const piece of answer.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      const messages = (rest + piece).split('\n\n')
      rest = messages.pop() ?? ''
      for (const message of messages) {
        const [, data = 'null'] = /^data: (.*)$/m.exec(message) ?? []
        events.push(logEventSchema.parse(JSON.parse(data)))
        id = /^id: (.*)$/m.exec(message)?.[1] ?? id
      }
    }
  }
  read().catch(() => undefined) // it is hung up at the end
  const one: Followed = {
    events,
    lines: () => events.flatMap((event) => (event.event === 'lines' ? event.lines : [])),
    lastId: () => id,
    stop: () => stopping.abort(),
  }
  followed.push(one)
  return one
}
afterAll(() => {
  for (const one of followed) one.stop()
})

describe('logs by page', () => {
  it('merges all pods and containers of an app by time', async () => {
    const { lines, sources } = await page('bookinfo/apps/reviews/logs?limit=400')
    expect(podsIn(lines)).toHaveLength(3)
    expect(sources.map(({ role }) => role).sort()).toEqual(
      ['app', 'app', 'app', 'proxy', 'proxy', 'proxy'].sort(),
    )
    const times = lines.map(({ at: time }) => time ?? 0)
    expect(times).toEqual([...times].sort((a, b) => a - b))
  })

  it.each([
    { desc: 'a workload', place: 'bookinfo/workloads/reviews-v2', pods: 1 },
    { desc: 'a service', place: 'bookinfo/services/reviews', pods: 3 },
  ])('finds the pods of $desc', async ({ place, pods }) => {
    expect((await containersOf(place)).pods).toHaveLength(pods)
  })

  it('sends only what the filters let through', async () => {
    const shown = await page('bookinfo/apps/reviews/logs?show=/RATINGS/&hide=outbound')
    expect(shown.lines).toEqual([])
    const { lines } = await page(
      'bookinfo/apps/productpage/logs?regex=true&show=%22GET%20/(reviews|details)/%5Cd',
    )
    expect(lines.length).toBeGreaterThan(20)
    for (const { text } of lines) expect(text).toMatch(/"GET \/(reviews|details)\/\d/)
    const failed = await page('payments/apps/checkout/logs?severities=error')
    expect(failed.lines.length).toBeGreaterThan(0)
    for (const { severity } of failed.lines) expect(severity).toBe('error')
  })

  it('names the filter that is wrong', async () => {
    const answer = await get('bookinfo/apps/reviews/logs?regex=true&show=(')
    expect(answer.status).toBe(400)
    expect(await answer.json()).toMatchObject({
      error: { field: 'show', message: 'A ( is not closed (at character 1).' },
    })
  })

  it('goes back page by page without a gap and without doubling', async () => {
    const place = 'bookinfo/workloads/details-v1/logs?limit=40'
    // Not of just now: a busy lab writes its lines late.
    const newest = await page(`${place}&at=${running.lab.clock.nowMs() - 20_000}`)
    const edge = newest.lines[0]?.at ?? 0
    const older = await page(`${place}&at=${edge}`)
    const whole = await page(
      `bookinfo/workloads/details-v1/logs?side=after&limit=1000&at=${older.lines[0]?.at ?? 0}`,
    )
    const both = [...older.lines, ...newest.lines].map(keyOf)
    expect(both).toHaveLength(80)
    expect(whole.lines.slice(0, 80).map(keyOf).sort()).toEqual(both.sort())
  })

  it('reads init containers and the run before the present one by choice', async () => {
    const set = await page('bookinfo/workloads/details-v1/logs?containers=istio-init')
    expect(set.lines.at(-1)?.text).toBe('Command success')
    const fraud = await containersOf('payments/apps/fraud')
    expect(fraud.pods[0]?.containers.find(({ name }) => name === 'fraud')?.restarts).toBe(2)
    const { lines, sources } = await page('payments/apps/fraud/logs?previous=true')
    expect(lines.at(-1)).toMatchObject({
      text: expect.stringContaining('out of memory') as unknown,
    })
    expect(lines.at(-1)?.severity).toBe('error')
    expect(sources.filter(({ state }) => state === 'noPrevious').map(({ role }) => role)).toContain(
      'proxy',
    )
  })

  it("adds what node proxies and waypoints say of an ambient app's pods", async () => {
    const ambient = running.lab.objects
      .list('Pod')
      .find(({ metadata }) => metadata.annotations?.['ambient.istio.io/redirection'] === 'enabled')
    const { namespace = '', name } = ambient?.metadata ?? { name: '' }
    const place = `${namespace}/pods/${name}/logs`
    expect((await containersOf(`${namespace}/pods/${name}`)).hasNodeProxies).toBe(true)
    const { lines } = await page(`${place}?node=true&waypoint=true`)
    const ofNode = lines.filter(({ source }) => source.includes('/ztunnel'))
    expect(ofNode.length).toBeGreaterThan(0)
    for (const { text } of ofNode) expect(text).toContain(`"${name}"`)
  })
})

describe('an access log line', () => {
  it('is explained field by field and leads to its trace', async () => {
    const { lines } = await page('bookinfo/apps/reviews/logs?containers=istio-proxy&limit=1')
    const [line] = lines
    expect(line?.access).toMatchObject({ method: 'GET', status: 200 })
    const pod = line?.source.split('/')[1] ?? ''
    const query = `text=${encodeURIComponent(line?.text ?? '')}&at=${line?.at ?? 0}`
    const explained: LogLineExplained = explainLogLine.response.parse(
      await (await get(`bookinfo/pods/${pod}/log-line?${query}`)).json(),
    )
    expect(explained.fields.length).toBe(24)
    expect(explained.requestId).toBe(line?.requestId)
    const url = new URL(explained.tracesUrl ?? '')
    expect(url.searchParams.get('service')).toBe('reviews.bookinfo')
    expect(url.searchParams.get('tags')).toContain(line?.requestId)
  })

  it("is read in the mesh's own format as soon as it is set", async () => {
    // The settings of a mesh are read when the first line is, and kept a minute: another console.
    const other = await startConsoleOnLab({ lab: { historySeconds: 20 } })
    try {
      const config = other.lab.objects.get('ConfigMap', 'istio-system', 'istio')
      if (config === null) throw new Error('The lab has no mesh config')
      const mesh = 'accessLogFormat: "code=%RESPONSE_CODE% tenant=%REQ(X-TENANT)%"\n'
      other.lab.objects.update({ ...config, data: { mesh } })
      const place = `api/v1/namespaces/bookinfo/pods/none/log-line?text=${encodeURIComponent('code=503 tenant=blue')}`
      const answer = await (await fetch(new URL(place, other.url))).json()
      expect(answer).toMatchObject({
        format: 'the text format of this mesh',
        fields: [{ value: '503' }, { name: 'Header of the request X-TENANT', value: 'blue' }],
      })
    } finally {
      await other.close()
    }
  })
})

describe('rights to logs', () => {
  it('answers for a namespace that one may not see as for one that is not there', async () => {
    const [hidden, absent] = await Promise.all(
      ['bookinfo', 'nowhere'].map(async (namespace) => {
        const answer = await get(`${namespace}/apps/reviews/logs`, 'travel')
        return [answer.status, (await answer.text()).replaceAll(namespace, 'X')] as const
      }),
    )
    const plain = (text = ''): string => text.replace(/"requestId":"[^"]*"/, '')
    expect([hidden?.[0], absent?.[0]]).toEqual([404, 404])
    expect(plain(hidden?.[1])).toBe(plain(absent?.[1]))
  })

  it('says which right is missing, and reads nothing, without pods/log', async () => {
    for (const kind of ['ClusterRole', 'Role'])
      for (const role of running.lab.objects.list(kind))
        if (JSON.stringify(role).includes('pods/log') && role.metadata.name !== 'cluster-admin')
          running.lab.objects.update({
            ...role,
            rules: JSON.parse(
              JSON.stringify(role['rules']).replaceAll('"pods/log"', '"nothing"'),
            ) as unknown,
          })
    const says =
      'You may not read logs in bookinfo: that needs the verb get on the resource pods/log in that namespace, by a Role or ClusterRole.'
    const told = await containersOf('bookinfo/apps/reviews', 'bookinfo')
    expect(told.missingRight).toBe(says)
    const { lines, sources } = await page('bookinfo/apps/reviews/logs', 'bookinfo')
    expect(lines).toEqual([])
    expect(new Set(sources.map(({ state, message }) => `${state}: ${message ?? ''}`))).toEqual(
      new Set([`forbidden: ${says}`]),
    )
  })
})

describe('logs, live', () => {
  it('begin with the past, go on, and come back without a doubled or lost line', async () => {
    const first = await follow('bookinfo/workloads/productpage-v1/logs/stream?tail=50')
    await expect.poll(() => first.lines().length).toBeGreaterThan(80)
    expect(first.events.find(({ event }) => event === 'lines')).toMatchObject({ isPast: true })
    const id = first.lastId()
    const upTo = first.lines().map(keyOf)
    first.stop()
    // Lines are written while nobody reads.
    const second = await follow('bookinfo/workloads/productpage-v1/logs/stream?tail=50', id)
    await expect.poll(() => second.lines().length).toBeGreaterThan(60)
    second.stop()
    const both = [...upTo, ...second.lines().map(keyOf)]
    expect(new Set(both).size).toBe(both.length)
    const times = first.lines().map(({ at: time }) => time ?? 0)
    const end = Math.min(...podEnds(second.lines()))
    const all = await page(
      `bookinfo/workloads/productpage-v1/logs?side=after&limit=5000&at=${times[0] ?? 0}`,
    )
    const expected = all.lines.filter(({ at: time }) => (time ?? 0) < end).map(keyOf)
    const known = new Set(both)
    expect(expected.filter((key) => !known.has(key))).toEqual([])
  })

  it('take in pods that come and say which are gone', async () => {
    const stream = await follow('bookinfo/workloads/ratings-v1/logs/stream?tail=5')
    const states = (): Record<string, string> => {
      const last = stream.events.findLast(({ event }) => event === 'sources')
      return Object.fromEntries(
        last?.event === 'sources'
          ? last.sources.map(({ source, state }) => [source.split('/')[1] ?? '', state])
          : [],
      )
    }
    await expect.poll(() => Object.values(states())).toEqual(['reading'])
    const [old = ''] = Object.keys(states())
    await fetch(`${running.lab.kubernetesUrl}/api/v1/namespaces/bookinfo/pods/${old}`, {
      method: 'DELETE',
      headers: headersOf('admin'),
    })
    await expect.poll(() => states()[old], { timeout: 20_000 }).toBe('gone')
    const fresh = (): string[] => Object.keys(states()).filter((name) => name !== old)
    await expect.poll(() => fresh().length, { timeout: 20_000 }).toBe(1)
    await expect
      .poll(() => podsIn(stream.lines()).includes(fresh()[0] ?? ''), { timeout: 20_000 })
      .toBe(true)
    stream.stop()
  })

  it('counts what it reads in its own metrics', async () => {
    const text = await (await fetch(new URL('metrics', running.url))).text()
    expect(text).toMatch(/^alidade_log_lines_total\{fate="read"\} [1-9]/m)
    expect(text).toMatch(/^alidade_log_lines_total\{fate="shown"\} [1-9]/m)
    expect(text).toMatch(/^alidade_log_readers \d/m)
  })
})

/** The last instant that was seen of each container. */
function podEnds(lines: readonly LogLine[]): number[] {
  const ends = new Map<string, number>()
  for (const { source, at: time } of lines) ends.set(source, time ?? 0)
  return [...ends.values()]
}
