import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startLab } from './start.ts'
import type { Lab } from './start.ts'
import { listAt, recordAt, stringAt } from './store/json.ts'

let lab: Lab
beforeAll(async () => {
  lab = await startLab({ clock: 'manual', historySeconds: 60, startMs: Date.UTC(2026, 0, 5) })
})
afterAll(async () => {
  await lab.stop()
})

interface Place {
  readonly namespace: string
  readonly app: string
  readonly container: string
}

function logUrl({ namespace, app, container }: Place, query = ''): string {
  const pod = lab.objects
    .list('Pod', namespace)
    .find(({ metadata }) => metadata.labels?.['app'] === app)
  const path = `api/v1/namespaces/${namespace}/pods/${pod?.metadata.name ?? '-'}/log`
  return `${lab.kubernetesUrl}/${path}?container=${container}${query}`
}

async function linesOf(place: Place, query = ''): Promise<readonly string[]> {
  const response = await fetch(logUrl(place, query))
  expect(response.status).toBe(200)
  return (await response.text()).split('\n').filter((line) => line !== '')
}

const details = { namespace: 'bookinfo', app: 'details', container: 'details' }
const detailsProxy = { ...details, container: 'istio-proxy' }
const productpageProxy = { ...detailsProxy, app: 'productpage' }
const idPattern = /"([0-9a-f]{8}-[0-9a-f-]{27})"/

describe('the logs of a container', () => {
  it('tell of one request at both proxies and at the application, by its id', async () => {
    const [served = ''] = await linesOf(detailsProxy, '&tailLines=1')
    const id = idPattern.exec(served)?.[1] ?? 'none'
    expect(served).toMatch(/"GET \/details\/0 HTTP\/1.1" 200 - via_upstream .* inbound\|9080\|\| /)
    const asked = (await linesOf(productpageProxy)).filter((line) => line.includes(id))
    expect(asked.some((line) => line.includes('outbound|9080||details.bookinfo.svc'))).toBe(true)
    const told = (await linesOf(details)).filter((line) => line.includes(id))
    expect(told).toHaveLength(1)
    expect(told[0]).toMatch(/^level=info msg="request handled" app=details method=GET/)
  })

  it('name the trace of a sampled request', async () => {
    const line = (await linesOf(details)).find((one) => one.includes('trace_id=')) ?? ''
    const [, requestId = '', traceId = ''] = /request_id=(\S+) trace_id=(\S+)/.exec(line) ?? []
    const answer = await fetch(`${lab.jaegerUrl}/api/traces/${traceId}`)
    const [trace] = listAt(
      { data: recordAt({ body: await answer.json() }, 'body')['data'] },
      'data',
    )
    const ids = listAt(trace, 'spans')
      .flatMap((span) => listAt(span, 'tags'))
      .filter((tag) => stringAt(tag, 'key') === 'guid:x-request-id')
      .map((tag) => stringAt(tag, 'value'))
    expect(ids).toContain(requestId)
  })

  it('begin with the start of the container, and say no more when nobody asks it', async () => {
    const archive = { namespace: 'logistics', app: 'archive', container: 'archive' }
    expect(await linesOf(archive)).toEqual(['level=info msg="listening" app=archive port=8000'])
  })

  it('say what went wrong and whose fault it was', async () => {
    const checkout = { namespace: 'payments', app: 'checkout', container: 'checkout' }
    const failed = (await linesOf(checkout)).filter((line) => line.includes('level=error'))
    expect(failed.length).toBeGreaterThan(0)
    for (const line of failed) expect(line).toMatch(/status=500 .* dependency=\S+ request_id=/)
  })

  it('follow the traffic', async () => {
    const stop = new AbortController()
    const response = await fetch(logUrl(detailsProxy, '&follow=true&tailLines=0'), {
      signal: stop.signal,
    })
    lab.advance(2)
    const chunk = await response.body?.getReader().read()
    expect(Buffer.from(chunk?.value ?? []).toString('utf8')).toContain('"GET /details/0 HTTP/1.1"')
    stop.abort()
  })

  it('of ztunnel tell of connections', async () => {
    const ztunnel = { namespace: 'istio-system', app: 'ztunnel', container: 'istio-proxy' }
    const lines = await linesOf(ztunnel, '&tailLines=5')
    for (const line of lines.slice(1))
      expect(line).toContain('access\tconnection complete\tsrc.addr')
  })

  it('of proxies stop where a Telemetry object switches them off', async () => {
    const place = { namespace: 'payments', app: 'fraud', container: 'istio-proxy' }
    expect((await linesOf(place, '&tailLines=3')).length).toBe(3)
    lab.objects.create({
      apiVersion: 'telemetry.istio.io/v1',
      kind: 'Telemetry',
      metadata: { name: 'quiet', namespace: 'payments' },
      spec: { accessLogging: [{ disabled: true }] },
    })
    expect((await linesOf(place)).filter((line) => line.startsWith('['))).toEqual([])
  })
})
