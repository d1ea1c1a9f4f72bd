import { startLab } from '../../lab/start.ts'
import { startPausableProxy } from '../support/pausable-proxy.ts'
import { describeTracingSource } from './tracing.conformance.ts'

describeTracingSource('the lab', async () => {
  const lab = await startLab({ historySeconds: 60 })
  const proxy = await startPausableProxy(lab.jaegerUrl)
  return {
    url: proxy.url,
    services: ['productpage.bookinfo', 'reviews.bookinfo'],
    version: null,
    stopServer: proxy.pause,
    startServer: proxy.start,
    close: async () => {
      await proxy.close()
      await lab.stop()
    },
  }
})
