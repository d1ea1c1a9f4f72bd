import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { z } from 'zod'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { available } from './availability.ts'
import { promtoolCheckRules, startPrometheus, type PrometheusServer } from './prometheus.ts'

const vectorSchema = z.object({
  data: z.object({ result: z.array(z.object({ value: z.tuple([z.number(), z.string()]) })) }),
})

async function getJson(url: string): Promise<unknown> {
  const answer = await fetch(url)
  return answer.json()
}

describe.skipIf(!available('prometheus'))('Prometheus', () => {
  const startSeconds = Math.floor(Date.now() / 1000) - 600
  const samples = Array.from(
    { length: 60 },
    (_, index) => `shop_requests_total{app="cart"} ${index * 20} ${startSeconds + index * 10}`,
  )
  const openMetrics = ['# TYPE shop_requests counter', ...samples, '# EOF', ''].join('\n')
  let folder: string
  let prometheus: PrometheusServer

  const query = async (promql: string): Promise<z.infer<typeof vectorSchema>['data']['result']> => {
    const url = `${prometheus.url}/api/v1/query?query=${encodeURIComponent(promql)}`
    return vectorSchema.parse(await getJson(url)).data.result
  }

  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'alidade-rules-'))
    writeFileSync(
      path.join(folder, 'rules.json'),
      JSON.stringify({
        groups: [{ name: 'shop', rules: [{ record: 'shop:one', expr: 'vector(1)' }] }],
      }),
    )
    prometheus = await startPrometheus({
      openMetrics,
      scrapeIntervalSeconds: 1,
      ruleFiles: [path.join(folder, 'rules.json')],
    })
  })
  afterAll(async () => {
    await prometheus.stop()
    rmSync(folder, { recursive: true })
  })

  it('answers for samples of the past at once', async () => {
    const [series] = await query('rate(shop_requests_total{app="cart"}[5m])')
    expect(Number(series?.value[1])).toBeCloseTo(2, 1)
  })

  it('evaluates the rules it was given', async () => {
    await expect.poll(() => query('shop:one')).toHaveLength(1)
  })

  it('scrapes a page, with the labels that the page sets', async () => {
    const scraping = await startPrometheus({
      scrapeIntervalSeconds: 1,
      scrapeTargets: [
        { job: 'self', address: new URL(prometheus.url).host, labels: { cluster: 'east' } },
      ],
    })
    const up = `${scraping.url}/api/v1/query?query=${encodeURIComponent('up{cluster="east"} == 1')}`
    await expect
      .poll(() => getJson(up))
      .toMatchObject({ data: { result: [{ metric: { job: 'self' } }] } })
    await scraping.stop()
  })

  it('keeps its address and its samples over a restart', async () => {
    await prometheus.restart()
    expect(await query('shop_requests_total')).toHaveLength(1)
  })

  it('is gone while it is paused', async () => {
    await prometheus.pause()
    await expect(fetch(prometheus.url)).rejects.toThrow()
    await prometheus.start()
    expect(await query('shop_requests_total')).toHaveLength(1)
  })

  it('says why it did not start', async () => {
    await expect(startPrometheus({ extraArgs: ['--nonsense'] })).rejects.toThrow(
      "unknown long flag '--nonsense'",
    )
    await expect(startPrometheus({ openMetrics: 'shop_requests 1\n' })).rejects.toThrow('promtool')
  })

  it('checks rule files', async () => {
    const good = path.join(folder, 'rules.json')
    const bad = path.join(folder, 'bad.json')
    writeFileSync(bad, readFileSync(good, 'utf8').replace('vector(1)', 'vector('))
    expect(await promtoolCheckRules(good)).toMatchObject({ isValid: true })
    expect(await promtoolCheckRules(bad)).toMatchObject({
      isValid: false,
      output: expect.stringContaining('parse error') as string,
    })
  })
})
