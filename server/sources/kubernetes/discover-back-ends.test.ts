import { describe, expect, it } from 'vitest'
import { aServiceObject, anInventory } from '../../../test/support/inventory.ts'
import type { ServiceObject } from '../../seams/inventory.ts'
import { discoverBackEnds } from './discover-back-ends.ts'

const tcp = (port: number, name = 'http'): ServiceObject['ports'] => [
  { name, port, protocol: 'TCP', appProtocol: null },
]
const at = (path: string, port: number, fields: Partial<ServiceObject> = {}): ServiceObject =>
  aServiceObject(path, { ports: tcp(port), ...fields })

describe('discovering back ends', () => {
  it.each([
    {
      desc: 'a well-known name',
      services: [at('mesh/prometheus', 9090)],
      url: 'http://prometheus.mesh:9090',
    },
    {
      desc: "the mesh's namespace before another",
      services: [at('monitoring/prometheus', 9090), at('mesh/prometheus', 9090)],
      url: 'http://prometheus.mesh:9090',
    },
    {
      desc: 'a label, whatever the name',
      services: [
        at('obs/metrics', 8428, { labels: { 'app.kubernetes.io/name': 'victoria-metrics' } }),
      ],
      url: 'http://metrics.obs:8428',
    },
    {
      desc: 'the app label',
      services: [at('obs/prom-web', 9090, { labels: { app: 'prometheus' } })],
      url: 'http://prom-web.obs:9090',
    },
    {
      desc: 'a query front-end of Thanos',
      services: [
        aServiceObject('obs/thanos-query', {
          ports: [...tcp(10901, 'grpc'), ...tcp(10902, 'http')],
        }),
      ],
      url: 'http://thanos-query.obs:10902',
    },
    {
      desc: 'no helper of the product',
      services: [
        at('obs/prometheus-alertmanager', 9093, {
          labels: { 'app.kubernetes.io/name': 'prometheus' },
        }),
        at('obs/prometheus-node-exporter', 9100, { labels: { app: 'prometheus' } }),
      ],
      url: null,
    },
    { desc: 'nothing', services: [at('shop/cart', 9090)], url: null },
  ])('finds the metrics source: $desc', ({ services, url }) => {
    expect(discoverBackEnds(anInventory({ services }), ['mesh']).metrics?.url ?? null).toBe(url)
  })

  it('prefers a service that has ready pods', () => {
    const services = [at('mesh/prometheus', 9090), at('obs/prometheus', 9090)]
    const endpoints = [{ namespace: 'obs', service: 'prometheus', addresses: 1, readyAddresses: 1 }]
    expect(discoverBackEnds(anInventory({ services, endpoints }), ['mesh']).metrics).toEqual({
      namespace: 'obs',
      service: 'prometheus',
      port: 9090,
      url: 'http://prometheus.obs:9090',
      howFound: 'service obs/prometheus',
    })
  })

  it('finds the trace store, and says what it found and what it did not', () => {
    const services = [
      at('mesh/tracing', 80),
      at('mesh/jaeger-collector', 14268, { labels: { app: 'jaeger' } }),
    ]
    const found = discoverBackEnds(anInventory({ services }), ['mesh'])
    expect(found.tracing?.url).toBe('http://tracing.mesh:80')
    expect(found.sentences).toEqual([
      'No metrics source was found among the services of the cluster (looked for prometheus, prometheus-server, prometheus-k8s, prometheus-operated, kube-prometheus-stack-prometheus and the like): name its address with --prometheus.',
      'The trace store is the service mesh/tracing, port 80: --tracing names another.',
    ])
  })
})
