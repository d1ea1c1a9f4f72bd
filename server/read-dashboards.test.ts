import { parser } from '@prometheus-io/lezer-promql'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { aggregations } from '#contract/dashboards.ts'
import { dashboardPromql, discoveryPromql, podPattern } from './charts/dashboard-queries.ts'
import { readDashboards } from './read-dashboards.ts'

const pods = {
  ...{ namespaceLabel: 'namespace', podLabel: 'pod', namespace: 'shop' },
  patterns: ['cart-[a-z0-9]+-[a-z0-9]{5}'],
}

function expectPromql(promql: string): void {
  let errors = 0
  parser.parse(promql).iterate({ enter: (node) => void (errors += node.type.isError ? 1 : 0) })
  expect(errors, promql).toBe(0)
}

describe('the dashboards that come with the console', () => {
  it('are all as they should be, and ask in PromQL', () => {
    const files = readDashboards()
    expect(files.map(({ id }) => id)).toEqual(
      expect.arrayContaining([
        ...['go', 'jvm', 'nodejs', 'python', 'tomcat', 'vertx', 'microprofile'],
        ...['istiod', 'envoy', 'ztunnel'],
      ]),
    )
    expectPromql(discoveryPromql(files, pods))
    for (const { charts } of files)
      for (const chart of charts)
        for (const aggregation of aggregations)
          expectPromql(
            dashboardPromql({
              ...{ chart, pods, aggregation, by: ['pod', ...chart.by], windowSeconds: 60 },
              statistics: ['avg', 'p95'],
            }),
          )
  })
})

describe('dashboards of one’s own', () => {
  let folder: string
  beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'alidade-dashboards-'))))
  afterEach(() => rmSync(folder, { recursive: true }))

  const write = (text: string): void => writeFileSync(path.join(folder, 'own.yaml'), text)
  const good = `id: ours
title: Ours
description: What we count.
foundBy: [ours_total]
charts: [{ id: one, title: One, unit: count, metric: ours_total, type: rate }]
`

  it('stand beside the others', () => {
    write(good)
    expect(readDashboards(folder).find(({ id }) => id === 'ours')?.charts).toMatchObject([
      { id: 'one', type: 'rate', aggregation: 'sum', scale: 1 },
    ])
  })

  it('take the place of one with the same id', () => {
    write(good.replace('id: ours', 'id: go'))
    const files = readDashboards(folder).filter(({ id }) => id === 'go')
    expect(files.map(({ title }) => title)).toEqual(['Ours'])
  })

  it.each([
    { desc: 'a word that is none', text: `${good}colour: red\n`, says: /own\.yaml .*colour/ },
    {
      desc: 'a unit that is none',
      text: good.replace('count,', 'miles,'),
      says: /charts\.0\.unit/,
    },
    {
      desc: 'a metric that would be PromQL',
      text: good.replace('metric: ours_total', 'metric: "up} or {a"'),
      says: /charts\.0\.metric: must be the name of a metric/,
    },
    {
      desc: 'a grouping that it does not have',
      text: good.replace('type: rate', 'type: rate, by: [region]'),
      says: /by region is not among the groupings/,
    },
    { desc: 'no YAML', text: 'id: [', says: /cannot be read/ },
  ])('are refused with $desc', ({ text, says }) => {
    write(text)
    expect(() => readDashboards(folder)).toThrow(says)
  })
})

describe('what dashboards ask', () => {
  const chart = {
    ...{
      id: 'lag',
      title: 'Lag',
      unit: 'ms' as const,
      metric: 'lag_seconds',
      type: 'gauge' as const,
    },
    ...{ scale: 1000, aggregation: 'max' as const, where: { kind: 'a"b' }, by: [] },
  }
  const question = {
    ...{ chart, pods, aggregation: 'max' as const, by: ['pod'], windowSeconds: 60 },
    statistics: ['p99'] as const,
  }

  it.each([
    {
      desc: 'a gauge',
      asked: question,
      expected: String.raw`max by (pod) (lag_seconds{namespace="shop",pod=~"cart-[a-z0-9]+-[a-z0-9]{5}",kind="a\"b"}) * 1000`,
    },
    {
      desc: 'the rate of a counter',
      asked: {
        ...question,
        ...{ by: [], aggregation: 'stddev' as const },
        chart: { ...chart, type: 'rate' as const, scale: 1, where: {} },
      },
      expected:
        'stddev by () (rate(lag_seconds{namespace="shop",pod=~"cart-[a-z0-9]+-[a-z0-9]{5}"}[60s]))',
    },
    {
      desc: 'a histogram',
      asked: {
        ...question,
        ...{ chart: { ...chart, type: 'histogram' as const, where: {} }, by: [] },
      },
      expected:
        'label_replace((histogram_quantile(0.99, sum by (le) (rate(lag_seconds_bucket{namespace="shop",pod=~"cart-[a-z0-9]+-[a-z0-9]{5}"}[60s]))) >= 0) * 1000, "statistic", "p99", "", "")',
    },
  ])('asks for $desc', ({ asked, expected }) => {
    expect(dashboardPromql(asked)).toBe(expected)
  })

  it.each([
    { kind: 'Deployment', pod: 'cart-v1-7d9f8b6c5-x2x4z', is: true },
    { kind: 'Deployment', pod: 'cart-v1-canary-7d9f8b6c5-x2x4z', is: false },
    { kind: 'StatefulSet', pod: 'cart-v1-0', is: true },
    { kind: 'DaemonSet', pod: 'cart-v1-x2x4z', is: true },
    { kind: 'Pod', pod: 'cart-v1', is: true },
    { kind: 'Pod', pod: 'cart-v10', is: false },
    { kind: 'Rollout', pod: 'cart-v1-abc', is: true },
  ])('takes $pod for a pod of the $kind: $is', ({ kind, pod, is }) => {
    expect(new RegExp(`^(?:${podPattern({ kind, name: 'cart-v1' })})$`).test(pod)).toBe(is)
  })
})
