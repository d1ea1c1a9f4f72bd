import { parser } from '@prometheus-io/lezer-promql'
import { describe, expect, it } from 'vitest'
import type { ChartQuestion } from '../../../seams/charts.ts'
import { charts } from './index.ts'

const base: ChartQuestion = {
  subject: { kind: 'workload', cluster: 'east', namespace: 'shop', name: 'cart-v1' },
  direction: 'inbound',
  reporter: 'destination',
  isAmbient: false,
  windowSeconds: 60,
  groupings: [],
  statistics: ['p95'],
}

const cartMatchers =
  'destination_cluster=~"east|unknown|",destination_workload_namespace="shop",destination_workload="cart-v1"'

describe('what the charts ask', () => {
  it.each([
    {
      desc: 'requests of a workload',
      family: 'requests',
      question: base,
      expected: `sum by () (rate(istio_requests_total{reporter="destination",${cartMatchers}}[60s]))`,
    },
    {
      desc: 'its TCP bytes from the client’s seat',
      family: 'tcpSent',
      question: base,
      expected: `sum by () (rate(istio_tcp_received_bytes_total{reporter="destination",${cartMatchers}}[60s]))`,
    },
    {
      desc: 'an ambient workload, whose requests waypoints report',
      family: 'requests',
      question: { ...base, isAmbient: true },
      expected: `sum by () (rate(istio_requests_total{reporter=~"destination|waypoint",${cartMatchers}}[60s]))`,
    },
    {
      desc: 'both reporters, told apart and never summed',
      family: 'requests',
      question: { ...base, reporter: 'both' as const },
      expected: `sum by (reporter) (rate(istio_requests_total{reporter=~"source|destination",${cartMatchers}}[60s]))`,
    },
    {
      desc: 'two statistics at once',
      family: 'requestSize',
      question: { ...base, statistics: ['avg', 'p99'] as const },
      expected: [
        `label_replace((sum by () (rate(istio_request_bytes_sum{reporter="destination",${cartMatchers}}[60s])) / sum by () (rate(istio_request_bytes_count{reporter="destination",${cartMatchers}}[60s])) >= 0), "statistic", "avg", "", "")`,
        `label_replace((histogram_quantile(0.99, sum by (le) (rate(istio_request_bytes_bucket{reporter="destination",${cartMatchers}}[60s]))) >= 0), "statistic", "p99", "", "")`,
      ].join(' or '),
    },
    {
      desc: 'what an app sends out, by peers with the place they live in',
      family: 'tcpOpened',
      question: {
        ...base,
        subject: { ...base.subject, kind: 'app' as const, name: 'cart' },
        ...{ direction: 'outbound' as const, reporter: 'source' as const },
        groupings: ['remoteService', 'code'],
      },
      expected:
        'sum by (destination_service, destination_service_namespace, destination_cluster) (rate(istio_tcp_connections_opened_total{reporter="source",source_cluster=~"east|unknown|",source_workload_namespace="shop",source_canonical_service="cart"}[60s]) or rate(istio_tcp_connections_opened_total{reporter="source",source_cluster=~"east|unknown|",source_workload_namespace="shop",source_canonical_service=~"|unknown",source_app="cart"}[60s]))',
    },
  ])('asks for $desc', ({ family, question, expected }) => {
    expect(charts.promql(family, question)).toBe(expected)
  })

  it('groups by labels that an administrator adds, in the directions that they are for', () => {
    const team = {
      ...{ id: 'team', title: 'Team', label: 'team_name' },
      directions: ['inbound' as const],
    }
    const more = charts.withGroupings([team])
    const titles = (direction: 'inbound' | 'outbound') =>
      more.groupings(direction).map(({ title }) => title)
    expect([titles('inbound').at(-1), titles('outbound').includes('Team')]).toEqual(['Team', false])
    expect(more.families.every(({ groupings }) => groupings.includes('team'))).toBe(true)
    const question = { ...base, groupings: ['team'] }
    expect(more.promql('requests', question)).toBe(
      `sum by (team_name) (rate(istio_requests_total{reporter="destination",${cartMatchers}}[60s]))`,
    )
    expect(more.read({ team_name: 'red' }, question).values).toEqual(
      new Map([['team', { text: 'red', places: [] }]]),
    )
    expect(charts.promql('requests', question)).toContain('sum by ()')
  })

  it('keeps its own groupings, which know whose peers may be told, from being replaced', () => {
    const clash = { id: 'remoteApp', title: 'App', label: 'app', directions: ['inbound' as const] }
    expect(() => charts.withGroupings([clash])).toThrow(/already, choose another id/)
  })

  it('knows no family of others', () => {
    expect(charts.promql('nobody', base)).toBeNull()
  })

  it('has the twelve charts and errors, each with PromQL for every subject and grouping', () => {
    expect(charts.families).toHaveLength(13)
    for (const { id } of charts.families)
      for (const kind of ['app', 'service', 'workload'] as const)
        for (const direction of ['inbound', 'outbound'] as const)
          for (const groupings of [[], charts.groupings(direction).map((one) => one.id)]) {
            const subject = { kind, cluster: null, namespace: 'a.b', name: 'x"y\\' }
            const promql = charts.promql(id, { ...base, subject, direction, groupings }) ?? '('
            let errors = 0
            parser.parse(promql).iterate({
              enter: (node) => void (errors += node.type.isError ? 1 : 0),
            })
            expect(errors, promql).toBe(0)
          }
  })
})

describe('what the labels of a chart say', () => {
  const question = { ...base, groupings: ['remoteApp', 'code'] }
  it.each([
    {
      desc: 'a peer with its namespace',
      question,
      labels: {
        ...{ source_canonical_service: 'till', source_workload_namespace: 'bank' },
        ...{ source_cluster: 'west', response_code: '200' },
      },
      expected: [
        ['remoteApp', { text: 'till (bank)', places: [{ cluster: 'west', namespace: 'bank' }] }],
        ['code', { text: '200', places: [] }],
      ],
    },
    {
      desc: 'a peer of whom nothing is known',
      question,
      labels: { source_canonical_service: 'unknown', source_workload_namespace: 'unknown' },
      expected: [
        ['remoteApp', { text: null, places: [] }],
        ['code', { text: null, places: [] }],
      ],
    },
    {
      desc: 'a host that spells a namespace which nobody told',
      question: { ...base, direction: 'outbound' as const, groupings: ['remoteService'] },
      labels: { destination_service: 'safe.vault.svc.cluster.local' },
      expected: [
        [
          'remoteService',
          {
            text: 'safe.vault.svc.cluster.local',
            places: [{ cluster: null, namespace: 'vault' }],
          },
        ],
      ],
    },
  ])('reads $desc', ({ question: asked, labels, expected }) => {
    expect([...charts.read(labels, asked).values]).toEqual(expected)
  })

  it('reads the statistic, and the reporter where they are told apart', () => {
    const labels = { statistic: 'p99', reporter: 'waypoint' }
    expect(charts.read(labels, base)).toMatchObject({ statistic: 'p99', reporter: null })
    expect(charts.read(labels, { ...base, reporter: 'both' }).reporter).toBe('waypoint')
  })
})
