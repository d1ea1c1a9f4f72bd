import { createServer } from 'node:http'
import { createPrometheusFace } from '../../lab/prometheus/face.ts'
import { listenAnywhere } from '../servers/ports.ts'
import { simulateLab } from './lab-samples.ts'
import { describeMetricsSource } from './metrics.conformance.ts'

describeMetricsSource("the lab's Prometheus", async () => {
  const { store, toMs } = simulateLab(Date.now() - 480_000, 480)
  const clock = { nowMs: () => Date.now() }
  const server = createServer(createPrometheusFace({ store, clock, scrapeIntervalMs: 15_000 }))
  const port = await listenAnywhere(server)
  return {
    url: `http://127.0.0.1:${port}`,
    counter: 'istio_requests_total',
    atMs: toMs,
    product: 'Prometheus',
    scrapeIntervalSeconds: 15,
    recordedNames: [],
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
})
