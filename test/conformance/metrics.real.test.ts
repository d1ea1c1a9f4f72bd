import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe } from 'vitest'
import { available } from '../servers/availability.ts'
import { startPrometheus, untilRulesEvaluated } from '../servers/prometheus.ts'
import { describeMetricsSource } from './metrics.conformance.ts'

const startSeconds = Math.floor(Date.now() / 1000) - 900

/** Ten minutes of a counter with a few series. */
function samples(): string {
  const lines = ['cart', 'orders', 'stock'].flatMap((workload, index) =>
    ['200', '503'].flatMap((code) => {
      const labels = `source_workload="web",destination_workload="${workload}",response_code="${code}",note="a \\"quoted\\" ü"`
      return Array.from(
        { length: 61 },
        (_, tick) =>
          `shop_requests_total{${labels}} ${tick * (index + 3) * (code === '200' ? 7 : 1)} ${startSeconds + tick * 10}`,
      )
    }),
  )
  return ['# TYPE shop_requests counter', ...lines, '# EOF', ''].join('\n')
}

describe.skipIf(!available('prometheus'))('real Prometheus', () => {
  describeMetricsSource('Prometheus', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'alidade-rules-'))
    const ruleFile = path.join(folder, 'rules.json')
    const rules = [{ record: 'shop:one', expr: 'vector(1)' }]
    writeFileSync(ruleFile, JSON.stringify({ groups: [{ name: 'shop', interval: '1s', rules }] }))
    const prometheus = await startPrometheus({ openMetrics: samples(), ruleFiles: [ruleFile] })
    await untilRulesEvaluated(prometheus.url)
    return {
      url: prometheus.url,
      counter: 'shop_requests_total',
      atMs: (startSeconds + 600) * 1000,
      product: 'Prometheus',
      scrapeIntervalSeconds: 15,
      recordedNames: ['shop:one'],
      close: async () => {
        await prometheus.stop()
        rmSync(folder, { recursive: true })
      },
    }
  })
})
