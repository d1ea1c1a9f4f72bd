import { describe, expect, it, onTestFinished } from 'vitest'
import { available } from '../servers/availability.ts'
import { startPrometheus } from '../servers/prometheus.ts'
import { startLab } from '../../lab/start.ts'
import { askConsole } from './api.ts'
import { startTestConsole } from './world.ts'

describe.skipIf(!available('prometheus'))('a real Prometheus that comes and goes', () => {
  it('is waited for, and its absence keeps the older picture', async () => {
    const lab = await startLab({ historySeconds: 30 })
    onTestFinished(lab.stop)
    const address = new URL(lab.prometheusUrl).host
    const prometheus = await startPrometheus({
      scrapeTargets: [{ job: 'lab', address, honorLabels: true }],
      scrapeIntervalSeconds: 5,
    })
    onTestFinished(prometheus.stop)
    await prometheus.pause()
    const running = await startTestConsole([
      ...['--prometheus', prometheus.url, '--poll-seconds', '5'],
    ])
    onTestFinished(running.close)
    const { graph } = askConsole(running.url)
    const ask = { type: 'workload', open: 'all', window: '60s' }
    expect((await graph(ask)).empty).toMatchObject({ code: 'metricsUnavailable' })

    await prometheus.start()
    const patience = { timeout: 50_000, interval: 1000 }
    const edges = async (): Promise<number> => (await graph(ask)).edges.length
    await expect.poll(edges, patience).toBeGreaterThan(40)

    await prometheus.pause()
    const warnings = async (): Promise<number> => (await graph(ask)).warnings.length
    await expect.poll(warnings, patience).toBeGreaterThan(0)
    const old = await graph(ask)
    expect(old.edges.length).toBeGreaterThan(40)
    expect(old.staleSinceAt).not.toBeNull()
    expect(old.warnings[0]).toMatchObject({ source: 'metrics', layer: 'requests' })

    await prometheus.start()
    await expect.poll(warnings, patience).toBe(0)
    expect((await graph(ask)).staleSinceAt).toBeNull()
  })
})
