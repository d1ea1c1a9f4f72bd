import { startLab } from '../../lab/start.ts'
import { startPausableProxy } from '../support/pausable-proxy.ts'
import { describeTracingSource, jaegerServices } from './tracing.conformance.ts'

describeTracingSource('the lab', async () => {
  const lab = await startLab({ historySeconds: 60 })
  const proxy = await startPausableProxy(lab.jaegerUrl)
  return {
    url: proxy.url,
    services: ['productpage.bookinfo', 'reviews.bookinfo'],
    product: 'Jaeger',
    askedBy: /Asked by its API v3, parameters in/,
    version: null,
    listServices: () => jaegerServices(lab.jaegerUrl),
    searchPage: '/search?service=',
    stopServer: proxy.pause,
    startServer: proxy.start,
    close: async () => {
      await proxy.close()
      await lab.stop()
    },
  }
})
