import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startLab } from './start.ts'
import type { Lab } from './start.ts'
import { listAt, recordAt } from './store/json.ts'

let lab: Lab
beforeAll(async () => {
  lab = await startLab({ clock: 'manual', historySeconds: 60, startMs: Date.UTC(2026, 0, 5) })
})
afterAll(async () => {
  await lab.stop()
})

async function requestsPerSecond(labels: string): Promise<number> {
  const query = encodeURIComponent(`sum(rate(istio_requests_total{${labels}}[30s]))`)
  const response = await fetch(`${lab.prometheusUrl}/api/v1/query?query=${query}`)
  const body: unknown = await response.json()
  const [row] = listAt(recordAt(body, 'data'), 'result')
  return Number(listAt(row, 'value')[1] ?? 0)
}

describe('the lab', () => {
  it('stands at its start with its history behind it', async () => {
    expect(lab.clock.nowMs()).toBe(Date.UTC(2026, 0, 5))
    const rate = await requestsPerSecond('reporter="source"')
    expect(rate).toBeGreaterThan(100)
    expect(rate).toBeLessThan(250)
  })

  it('sends by the changed objects once time moves on', async () => {
    const toV2 = 'reporter="source",destination_workload="travels-v2"'
    const before = await requestsPerSecond(toV2)
    const response = await fetch(
      `${lab.kubernetesUrl}/apis/networking.istio.io/v1/namespaces/travel-agency/virtualservices/travels`,
      {
        method: 'PATCH',
        headers: { 'content-type': 'application/json-patch+json' },
        body: JSON.stringify([
          { op: 'replace', path: '/spec/http/0/route/0/weight', value: 0 },
          { op: 'replace', path: '/spec/http/0/route/1/weight', value: 100 },
        ]),
      },
    )
    expect(response.status).toBe(200)
    lab.advance(60)
    expect(await requestsPerSecond(toV2)).toBeGreaterThan(before * 3)
  })

  it('shows the traces of the same traffic', async () => {
    const response = await fetch(`${lab.jaegerUrl}/api/v3/services`)
    const { services } = recordAt({ body: await response.json() }, 'body')
    expect(services).toContain('productpage.bookinfo')
  })

  it('accounts for what it sent', () => {
    const nowMs = lab.clock.nowMs()
    const entries = lab.ledger(nowMs - 30_000, nowMs)
    expect(entries.reduce((sum, entry) => sum + entry.requests, 0)).toBeGreaterThan(3_000)
  })
})

describe('a big world', () => {
  it('keeps coarse durations and says what it leaves out', async () => {
    const begunMs = Date.now()
    const big = await startLab({ clock: 'manual', workloads: 450, historySeconds: 300 })
    const [tookMs, behindMs] = [Date.now() - begunMs, Date.now() - big.clock.nowMs()]
    try {
      const [sizes, buckets] = await Promise.all(
        ['istio_request_bytes_count', 'istio_request_duration_milliseconds_bucket'].map(
          async (name) => {
            const query = encodeURIComponent(`count by (le) (${name})`)
            const response = await fetch(`${big.prometheusUrl}/api/v1/query?query=${query}`)
            const body: unknown = await response.json()
            return listAt(recordAt(body, 'data'), 'result')
          },
        ),
      )
      expect(sizes).toEqual([])
      expect(buckets).toHaveLength(5)
      // However long its history took.
      expect(behindMs).toBeLessThan(Math.max(1_500, tookMs / 2))
      expect(big.leftOut).toContain('no histograms of sizes')
      expect(lab.leftOut).toEqual([])
    } finally {
      await big.stop()
    }
  })
})
