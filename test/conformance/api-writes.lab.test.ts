import { startLab } from '../../lab/start.ts'
import { describeApiWrites } from './api-writes.conformance.ts'

describeApiWrites('the lab', async () => {
  const lab = await startLab({ clock: 'manual', historySeconds: 1 })
  return {
    namespace: 'bookinfo',
    nobodyToken: lab.tokens.nobody,
    request: async (method, path, { body, contentType, token } = {}) => {
      const answer = await fetch(lab.kubernetesUrl + path, {
        method,
        headers: {
          authorization: `Bearer ${token ?? lab.tokens.admin}`,
          'content-type': contentType ?? 'application/json',
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      return { status: answer.status, body: await answer.json() }
    },
    close: lab.stop,
  }
})
