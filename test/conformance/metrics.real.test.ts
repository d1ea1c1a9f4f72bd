import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe } from 'vitest'
import { available } from '../servers/availability.ts'
import { startPrometheus, untilRulesEvaluated } from '../servers/prometheus.ts'
import { describeMetricsSource } from './metrics.conformance.ts'
import { shopCounter, shopSamples } from './shop-samples.ts'

const startSeconds = Math.floor(Date.now() / 1000) - 900

describe.skipIf(!available('prometheus'))('real Prometheus', () => {
  describeMetricsSource('Prometheus', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'alidade-rules-'))
    const ruleFile = path.join(folder, 'rules.json')
    const rules = [{ record: 'shop:one', expr: 'vector(1)' }]
    writeFileSync(ruleFile, JSON.stringify({ groups: [{ name: 'shop', interval: '1s', rules }] }))
    const prometheus = await startPrometheus({
      openMetrics: shopSamples(startSeconds),
      ruleFiles: [ruleFile],
    })
    await untilRulesEvaluated(prometheus.url)
    return {
      url: prometheus.url,
      counter: shopCounter,
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
