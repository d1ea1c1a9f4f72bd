import { describe, expect, it } from 'vitest'
import type { HealthStatus } from '#contract/health.ts'
import type { Tolerance } from '../seams/health.ts'
import {
  checkReplicas,
  checkRequests,
  defaultHealthRules,
  readHealthAnnotation,
  readHealthRules,
  tolerancesFor,
  worstHealth,
} from './health.ts'
import type { ResponseRate } from './health.ts'

const subject = { namespace: 'bookinfo', kind: 'app', name: 'reviews', annotations: {} } as const
const defaults = tolerancesFor(defaultHealthRules, subject)

function aRate(overrides: Partial<ResponseRate> = {}): ResponseRate {
  return {
    protocol: 'http',
    direction: 'inbound',
    code: '200',
    perSecond: 1,
    injectedPerSecond: 0,
    ...overrides,
  }
}

function aTolerance(overrides: Partial<Tolerance> = {}): Tolerance {
  return {
    codes: /^(?:5\d\d)$/,
    codesText: '5XX',
    protocol: 'any',
    direction: 'any',
    degradedAtRatio: 0,
    failureAtRatio: 0,
    rule: 'test',
    ...overrides,
  }
}

describe('checkRequests with the default tolerances', () => {
  const cases: readonly {
    readonly desc: string
    readonly rates: readonly ResponseRate[]
    readonly status: HealthStatus
  }[] = [
    { desc: 'no traffic', rates: [], status: 'none' },
    { desc: 'rates of zero are no traffic', rates: [aRate({ perSecond: 0 })], status: 'none' },
    { desc: 'not a number is no traffic', rates: [aRate({ perSecond: NaN })], status: 'none' },
    { desc: 'all well', rates: [aRate()], status: 'healthy' },
    {
      desc: 'any 5xx degrades',
      rates: [aRate({ perSecond: 999 }), aRate({ code: '503' })],
      status: 'degraded',
    },
    {
      desc: 'a tenth of 5xx fails',
      rates: [aRate({ perSecond: 9 }), aRate({ code: '500' })],
      status: 'failure',
    },
    {
      desc: 'shares of several codes of one pattern add up',
      rates: [
        aRate({ perSecond: 18 }),
        aRate({ code: '500' }),
        aRate({ code: '503' }),
        aRate({ code: '404', perSecond: 0 }),
      ],
      status: 'failure',
    },
    {
      desc: 'under a tenth of 4xx is healthy',
      rates: [aRate({ perSecond: 91 }), aRate({ code: '404', perSecond: 9 })],
      status: 'healthy',
    },
    {
      desc: 'a tenth of 4xx degrades',
      rates: [aRate({ perSecond: 9 }), aRate({ code: '404' })],
      status: 'degraded',
    },
    {
      desc: 'a fifth of 4xx fails',
      rates: [aRate({ perSecond: 8 }), aRate({ code: '401', perSecond: 2 })],
      status: 'failure',
    },
    {
      desc: 'gRPC 16 is an error',
      rates: [
        aRate({ protocol: 'grpc', code: '0', perSecond: 99 }),
        aRate({ protocol: 'grpc', code: '16' }),
      ],
      status: 'degraded',
    },
    {
      desc: 'gRPC 17 is none',
      rates: [aRate({ protocol: 'grpc', code: '17' })],
      status: 'healthy',
    },
    {
      desc: 'gRPC 0 is success',
      rates: [aRate({ protocol: 'grpc', code: '0' })],
      status: 'healthy',
    },
    {
      desc: 'an HTTP code 5 is no gRPC status',
      rates: [aRate({ code: '5' })],
      status: 'healthy',
    },
    {
      desc: 'no response counts as 5xx over HTTP',
      rates: [aRate({ perSecond: 99 }), aRate({ code: '-' })],
      status: 'degraded',
    },
    {
      desc: 'no response counts as an error over gRPC',
      rates: [aRate({ protocol: 'grpc', code: '-' })],
      status: 'failure',
    },
    {
      desc: 'protocols and directions are not thinned by each other',
      rates: [aRate({ perSecond: 1000, direction: 'outbound' }), aRate({ code: '500' })],
      status: 'failure',
    },
    {
      desc: 'the pattern must match the whole code',
      rates: [aRate({ code: '5000' })],
      status: 'healthy',
    },
  ]
  it.each(cases)('$desc: $status', ({ rates, status }) => {
    expect(checkRequests(rates, defaults).status).toBe(status)
  })

  it('says which rule, which numbers and which threshold, worst first', () => {
    const rates = [
      aRate({ perSecond: 7 }),
      aRate({ code: '404' }),
      aRate({ code: '503', perSecond: 2 }),
    ]
    const reason = {
      kind: 'requests',
      protocol: 'http',
      direction: 'inbound',
      totalPerSecond: 10,
      injectedPerSecond: 0,
      rule: 'default',
    }
    expect(checkRequests(rates, defaults)).toEqual({
      status: 'failure',
      reasons: [
        {
          ...reason,
          status: 'failure',
          codes: '5xx',
          ratio: 0.2,
          matchingPerSecond: 2,
          degradedAtRatio: 0,
          failureAtRatio: 0.1,
        },
        {
          ...reason,
          status: 'degraded',
          codes: '4xx',
          ratio: 0.1,
          matchingPerSecond: 1,
          degradedAtRatio: 0.1,
          failureAtRatio: 0.2,
        },
      ],
    })
  })
})

describe('checkRequests with tolerances of its own', () => {
  it.each([
    {
      desc: 'failure 0: any error fails',
      degradedAtRatio: 0,
      failureAtRatio: 0,
      status: 'failure',
    },
    { desc: 'exactly failure', degradedAtRatio: 0.1, failureAtRatio: 0.5, status: 'failure' },
    { desc: 'exactly degraded', degradedAtRatio: 0.5, failureAtRatio: 0.6, status: 'degraded' },
    { desc: 'below both', degradedAtRatio: 0.6, failureAtRatio: 0.7, status: 'healthy' },
  ])('$desc: $status', ({ status, ...thresholds }) => {
    const rates = [aRate(), aRate({ code: '500' })]
    expect(checkRequests(rates, [aTolerance(thresholds)]).status).toBe(status)
  })

  it('is healthy when no tolerance speaks of the traffic', () => {
    const rates = [aRate({ code: '500' })]
    const healthy = { status: 'healthy', reasons: [] }
    expect(checkRequests(rates, [aTolerance({ protocol: 'grpc' })])).toEqual(healthy)
    expect(checkRequests(rates, [aTolerance({ direction: 'outbound' })])).toEqual(healthy)
    expect(checkRequests(rates, [])).toEqual(healthy)
  })
})

describe('injected faults', () => {
  const faults = [aRate(), aRate({ code: '503', injectedPerSecond: 1 })]

  it('do not blame the callee, and are told', () => {
    const health = checkRequests(faults, defaults)
    expect(health.status).toBe('healthy')
    expect(health.reasons).toMatchObject([{ ratio: 0.5, injectedPerSecond: 1, status: 'healthy' }])
  })

  it('count for the caller, who got them', () => {
    const outbound = faults.map((rate) => ({ ...rate, direction: 'outbound' }) as const)
    expect(checkRequests(outbound, defaults).status).toBe('failure')
  })

  it('do not hide a real failure behind them', () => {
    const rates = [...faults, aRate({ perSecond: 8 }), aRate({ code: '500' })]
    expect(checkRequests(rates, defaults).status).toBe('failure')
  })
})

describe('checkReplicas', () => {
  it.each([
    { desc: 'scaled to zero', counts: [0, 0, 0, null], status: 'notReady' },
    { desc: 'all there', counts: [2, 2, 2, null], status: 'healthy' },
    { desc: 'all there and in sync', counts: [2, 2, 2, 2], status: 'healthy' },
    { desc: 'a proxy is behind', counts: [2, 2, 2, 1], status: 'degraded' },
    { desc: 'none available', counts: [2, 2, 0, 2], status: 'failure' },
    { desc: 'none at all', counts: [2, 0, 0, null], status: 'failure' },
    { desc: 'fewer available', counts: [3, 3, 1, null], status: 'degraded' },
    { desc: 'fewer current', counts: [3, 2, 2, null], status: 'degraded' },
    { desc: 'more current, asked for available', counts: [3, 4, 3, null], status: 'failure' },
    { desc: 'more of both', counts: [3, 4, 4, null], status: 'degraded' },
  ] as const)('$desc: $status', ({ counts, status }) => {
    const [desired, current, available, syncedProxies] = counts
    const replicas = { workload: 'reviews-v1', desired, current, available, syncedProxies }
    expect(checkReplicas(replicas)).toEqual({
      status,
      reasons: [{ kind: 'replicas', status, ...replicas }],
    })
  })
})

describe('worstHealth', () => {
  it('keeps every reason, worst first', () => {
    const replicas = checkReplicas({
      workload: 'reviews-v1',
      desired: 2,
      current: 2,
      available: 1,
      syncedProxies: null,
    })
    const requests = checkRequests([aRate({ code: '500' })], defaults)
    expect(worstHealth([replicas, requests])).toEqual({
      status: 'failure',
      reasons: [...requests.reasons, ...replicas.reasons],
    })
  })

  it.each([
    { desc: 'nothing', statuses: [], status: 'none' },
    { desc: 'healthy beats none', statuses: ['none', 'healthy'], status: 'healthy' },
    { desc: 'not ready beats healthy', statuses: ['healthy', 'notReady'], status: 'notReady' },
    { desc: 'degraded beats not ready', statuses: ['notReady', 'degraded'], status: 'degraded' },
    { desc: 'failure beats all', statuses: ['failure', 'degraded', 'none'], status: 'failure' },
  ] as const)('$desc: $status', ({ statuses, status }) => {
    expect(worstHealth(statuses.map((one) => ({ status: one, reasons: [] }))).status).toBe(status)
  })
})

describe('tolerancesFor', () => {
  const rules = readHealthRules({
    rate: [
      { namespace: 'book', kind: 'app', tolerance: [{ code: '404', degraded: 1, failure: 2 }] },
      { namespace: 'book.*', kind: 'app|service', tolerance: [{ code: '5XX', failure: 50 }] },
      { namespace: 'book.*', tolerance: [] },
    ],
  })

  it('takes the first rule whose patterns match whole names', () => {
    expect(tolerancesFor(rules, subject)).toMatchObject([{ codesText: '5XX', failureAtRatio: 0.5 }])
    expect(tolerancesFor(rules, { ...subject, kind: 'workload' })).toEqual([])
  })

  it('falls back to the defaults', () => {
    expect(tolerancesFor(rules, { ...subject, namespace: 'shop' })).toBe(defaults)
    expect(tolerancesFor([], subject)).toBe(defaults)
  })

  it('lets the annotation decide, ours before the other', () => {
    const annotations = {
      'health.kiali.io/rate': '4XX,20,30,http,inbound',
      'health.alidade.dev/rate': '503,5,10,http,.*',
    }
    const ours = tolerancesFor(rules, { ...subject, annotations })
    expect(ours).toMatchObject([{ codesText: '503', direction: 'any', degradedAtRatio: 0.05 }])
    expect(tolerancesFor(rules, { ...subject, annotations })).toBe(ours)
    const invalid = { ...annotations, 'health.alidade.dev/rate': '503,5' }
    expect(tolerancesFor(rules, { ...subject, annotations: invalid })).toMatchObject([
      { codesText: '4XX', direction: 'inbound' },
    ])
  })
})

describe('readHealthAnnotation', () => {
  it.each([
    { desc: 'one part', text: '400,10,20,http,inbound', codes: ['400'] },
    {
      desc: 'several, with spaces',
      text: '4XX, 10, 20, http, .* ; -,0,5,.*,outbound;',
      codes: ['4XX', '-'],
    },
    { desc: 'a pattern', text: '^5\\d[34]$,0,0,http|grpc,inbound|outbound', codes: ['^5\\d[34]$'] },
    { desc: 'four fields', text: '400,10,20,http', codes: [] },
    { desc: 'degraded above failure', text: '400,30,20,http,inbound', codes: [] },
    { desc: 'no number', text: '400,a,20,http,inbound', codes: [] },
    { desc: 'over 100 %', text: '400,1,101,http,inbound', codes: [] },
    { desc: 'unknown protocol', text: '400,10,20,tcp,inbound', codes: [] },
    { desc: 'unknown direction', text: '400,10,20,http,sideways', codes: [] },
    { desc: 'no pattern', text: '(4,10,20,http,inbound', codes: [] },
    { desc: 'no code', text: ',10,20,http,inbound', codes: [] },
    {
      desc: 'an invalid part beside a valid one',
      text: 'x;500,1,2,grpc,inbound',
      codes: ['500'],
    },
    { desc: 'nothing', text: '', codes: [] },
  ])('$desc', ({ text, codes }) => {
    expect(readHealthAnnotation(text).map(({ codesText }) => codesText)).toEqual(codes)
  })

  it('reads X as a digit and anchors', () => {
    const [tolerance] = readHealthAnnotation('4X4,0,1,http,inbound')
    const matching = ['404', '414', '4x4', '4044', '1404'].filter(
      (code) => tolerance?.codes.test(code) === true,
    )
    expect(matching).toEqual(['404', '414'])
  })
})

describe('readHealthRules', () => {
  it('reads the shape that people know and appends the defaults', () => {
    const rules = readHealthRules({
      rate: [
        {
          namespace: 'alpha|beta',
          kind: 'service',
          name: 'x-.*',
          tolerance: [
            { code: 404, protocol: 'http', direction: 'inbound', degraded: 2, failure: 5 },
          ],
        },
      ],
    })
    expect(rules).toEqual([
      {
        namespace: /^(?:alpha|beta)$/,
        kind: /^(?:service)$/,
        name: /^(?:x-.*)$/,
        tolerances: [
          {
            codes: /^(?:404)$/,
            codesText: '404',
            protocol: 'http',
            direction: 'inbound',
            degradedAtRatio: 0.02,
            failureAtRatio: 0.05,
            rule: 'configuration, rate[0].tolerance[0]',
          },
        ],
      },
      ...defaultHealthRules,
    ])
  })

  it.each([undefined, null, {}, { rate: [] }])('gives the defaults for %j', (config) => {
    expect(readHealthRules(config)).toEqual(defaultHealthRules)
  })

  it.each([
    { config: [], field: 'health' },
    { config: { rate: 5 }, field: 'rate' },
    { config: { rate: ['a'] }, field: 'rate[0]' },
    { config: { rate: [{ namespace: '(' }] }, field: 'rate[0].namespace' },
    { config: { rate: [{}, { name: true }] }, field: 'rate[1].name' },
    { config: { rate: [{ tolerance: [{}] }] }, field: 'rate[0].tolerance[0].code' },
    {
      config: { rate: [{ tolerance: [{ code: '5XX', protocol: 'tcp' }] }] },
      field: 'rate[0].tolerance[0].protocol',
    },
    {
      config: { rate: [{ tolerance: [{ code: '5XX', direction: 'up' }] }] },
      field: 'rate[0].tolerance[0].direction',
    },
    {
      config: { rate: [{ tolerance: [{ code: '5XX', failure: 101 }] }] },
      field: 'rate[0].tolerance[0].failure',
    },
    {
      config: { rate: [{ tolerance: [{ code: '5XX', degraded: '1' }] }] },
      field: 'rate[0].tolerance[0].degraded',
    },
  ])('names $field', ({ config, field }) => {
    expect(() => readHealthRules(config)).toThrow(expect.objectContaining({ field }))
  })
})
