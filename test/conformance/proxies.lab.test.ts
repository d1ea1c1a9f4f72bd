import { createServer, type RequestListener } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createKubernetesFace } from '../../lab/kube/face.ts'
import { labUsers } from '../../lab/kube/users.ts'
import { startLab } from '../../lab/start.ts'
import { ObjectStore } from '../../lab/store/object-store.ts'
import type { ClusterSource } from '../../server/seams/source.ts'
import { writeKubeconfig } from '../support/kubeconfig.ts'
import { askText, describeProxyCalls } from './proxies.conformance.ts'
import { createCallSource } from './source-on.ts'

describeProxyCalls('the lab', async () => {
  const lab = await startLab({ historySeconds: 5, clock: 'manual' })
  const kubeconfig = writeKubeconfig(lab.kubernetesUrl, lab.tokens.admin)
  const pod = lab.objects
    .list('Pod', 'bookinfo')
    .find(({ metadata }) => metadata.labels?.['app'] === 'details')
  return {
    kubeconfig: kubeconfig.file,
    adminToken: lab.tokens.admin,
    nobodysToken: lab.tokens.nobody,
    namespace: 'bookinfo',
    pod: pod?.metadata.name ?? '',
    close: async () => {
      await lab.stop()
      kubeconfig.remove()
    },
  }
})

describe('a proxy that does wrong', () => {
  let behave: RequestListener = () => undefined
  let source: ClusterSource
  let close: () => Promise<void>
  beforeAll(async () => {
    const store = new ObjectStore({ nowMs: Date.now })
    const metadata = { name: 'odd', namespace: 'shop' }
    store.create({ apiVersion: 'v1', kind: 'Pod', metadata, spec: {} })
    const face = createKubernetesFace({
      store,
      clock: { nowMs: Date.now },
      withoutToken: labUsers['lab-admin'],
      ports: () => (request, response) => {
        behave(request, response)
      },
    })
    const server = createServer(face.listener).on('upgrade', face.upgrade)
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    const kubeconfig = writeKubeconfig(`http://127.0.0.1:${port}`, 'lab-admin')
    source = createCallSource(kubeconfig.file)
    close = async () => {
      await source.close()
      face.stop()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      kubeconfig.remove()
    }
  })
  afterAll(() => close())
  const ask = (more: object = {}): Promise<unknown> =>
    askText(source, 'lab-admin', { namespace: 'shop', pod: 'odd', path: '/config_dump', ...more })

  it('says that the way was cut in the middle of an answer', async () => {
    behave = (_request, response) => {
      response.writeHead(200, { 'content-length': '1000000' })
      response.write('{"configs":[', () => response.socket?.destroy())
    }
    const broken = ask()
    await expect(broken).rejects.toMatchObject({ failure: 'unavailable' })
    await expect(broken).rejects.toThrow(/^The way to the proxy of odd broke \(.+\): ask again\.$/)
  })

  it('says that no answer came in time', async () => {
    behave = () => undefined
    const late = ask({ deadlineMs: 200 })
    await expect(late).rejects.toMatchObject({ failure: 'timeout' })
    await expect(late).rejects.toThrow('The proxy of odd did not answer in')
  })

  it('says that what came is no answer of HTTP', async () => {
    behave = (_request, response) => {
      response.socket?.end('what is this\r\n\r\n')
    }
    await expect(ask()).rejects.toMatchObject({ failure: 'unavailable' })
  })
})
