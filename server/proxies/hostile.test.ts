import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { proxyTableSchema } from '#contract/proxy.ts'
import { chooseFrom, type Choose } from '../../test/support/choose.ts'
import { isRecord } from '../seams/json.ts'
import type { ProxyNames } from '../seams/proxy-program.ts'
import { goldenDump, goldenHosts, goldenStats } from './envoy/golden-dump.ts'
import { createEnvoyProgram } from './envoy/program.ts'
import { redact } from './redact.ts'

const names: ProxyNames = {
  readCluster: (name) => ({ direction: null, host: name, port: null, subset: null }),
  ofCluster: () => [],
  ofRoute: () => [],
  ofListener: () => [],
  ofSecret: () => [],
}
const program = createEnvoyProgram('envoy', names)

const oddities: readonly unknown[] = [
  ...[null, '', 0, -1, 1e308, '9223372036854775808', true, [], {}, [[]], [null], '__proto__'],
  ...[{ name: 5 }, [{}], 'NaN', '2026-13-45T99:99:99Z', { '@type': 'x.ClustersConfigDump' }],
]

const answers: readonly (readonly [string, unknown])[] = [
  ...goldenDump.configs.map((config) => ['config', { configs: [config] }] as const),
  ['hosts', goldenHosts],
  ['stats', goldenStats],
]

/** The answer with whatever stands at some of its places put in the place of something else. */
function mutated(value: unknown, choose: Choose): unknown {
  if (choose(12) === 0) return oddities[choose(oddities.length)]
  if (Array.isArray(value)) return value.map((item: unknown) => mutated(item, choose))
  if (!isRecord(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, field]) => [name, mutated(field, choose)]),
  )
}

describe('dumps that nobody sends', () => {
  it('give tables that the wire takes, or none', () => {
    let rows = 0
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 ** 31 - 1 }), (seed) => {
        const choose = chooseFrom(seed)
        const [answer, golden] = answers[choose(answers.length)] ?? ['config', {}]
        const odd = redact(mutated(golden, choose))
        for (const [section, table] of program.readTables(answer, odd, 1)) {
          rows += table.rows.length
          program.readResources(section, odd)
          // Each row is looked at now and then: looking takes longer than reading.
          if (choose(100) > 0) continue
          const common = { snapshot: '', takenAt: 0, bytes: 0, total: 0, matched: 0, facets: {} }
          const whole = { ...common, versions: [], warnings: [], section, ...table }
          expect(proxyTableSchema.safeParse(whole).error).toBeUndefined()
        }
      }),
      { numRuns: 100_000 },
    )
    expect(rows).toBeGreaterThan(50_000)
  })

  it('are redacted however deep they are', () => {
    let deep: unknown = { password: 'hunter2' }
    for (let depth = 0; depth < 20_000; depth += 1) deep = [deep]
    redact(deep)
    while (Array.isArray(deep)) deep = deep[0]
    expect(deep).toEqual({ password: '[redacted]' })
  })
})
