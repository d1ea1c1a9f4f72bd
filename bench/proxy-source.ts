import { createServer, type RequestListener } from 'node:http'
import { createPodPorts } from '../lab/dialects/istio/admin/pod-ports.ts'
import { createKubernetesFace } from '../lab/kube/face.ts'
import { labUsers } from '../lab/kube/users.ts'
import { ObjectStore } from '../lab/store/object-store.ts'

/**
 * A program: a Kubernetes API with one pod whose sidecar knows so many services that its dump has
 * some 20 MB. Standard output carries its address; it ends with standard input.
 */
const services = Number(process.argv[2] ?? 3500)
const at = { namespace: 'shop' }
const store = new ObjectStore({ nowMs: Date.now })
store.create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } })
for (let index = 0; index < services; index += 1) {
  const name = `service-${index}`
  const spec = {
    selector: { app: name },
    clusterIP: `10.96.${index >> 8}.${index & 255}`,
    ports: [
      { name: 'http', port: 8000 + (index % 20), targetPort: 8080 },
      { name: 'tcp', port: 5432 },
    ],
  }
  store.create({ apiVersion: 'v1', kind: 'Service', metadata: { name, ...at }, spec })
  if (index % 4 > 0) continue
  const subsets = ['v1', 'v2'].map((version) => ({ name: version, labels: { version } }))
  store.create({
    apiVersion: 'networking.istio.io/v1',
    kind: 'DestinationRule',
    metadata: { name, ...at },
    spec: { host: name, subsets },
  })
}
const containers = ['istio-proxy', 'app'].map((name) => ({ name, image: `${name}:1` }))
for (const name of ['caller-1', 'caller-2'])
  store.create({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, labels: { app: 'caller' }, ...at },
    spec: { containers },
    status: { phase: 'Running', podIP: '10.0.0.1' },
  })

const real = createPodPorts(store, Date.now)
const written = new Map<string, Promise<Buffer>>()

/** What the lab would answer, written once: how fast it is written is not what is measured. */
const remembered: RequestListener = (request, response) => {
  const path = request.url ?? '/'
  const answer = written.get(path) ?? write(path)
  written.set(path, answer)
  void answer.then((body) => {
    response.writeHead(200, { 'content-type': 'application/json' })
    response.end(body)
  })
}

const [pod] = store.list('Pod')
const inner = createServer(pod === undefined ? undefined : (real(pod, 15_000) ?? undefined))
const innerUrl = await listen(inner)
const face = createKubernetesFace({
  store,
  clock: { nowMs: Date.now },
  withoutToken: labUsers['lab-admin'],
  ports: () => remembered,
})
const server = createServer(face.listener).on('upgrade', face.upgrade)
const url = await listen(server)
await Promise.all(['/config_dump?include_eds', '/clusters?format=json'].map((path) => warm(path)))
console.log(url)
process.stdin.on('end', () => process.exit())
process.stdin.resume()

async function write(path: string): Promise<Buffer> {
  return Buffer.from(await (await fetch(`${innerUrl}${path}`)).arrayBuffer())
}

async function warm(path: string): Promise<void> {
  const answer = write(path)
  written.set(path, answer)
  await answer
}

function listen(one: ReturnType<typeof createServer>): Promise<string> {
  return new Promise((resolve) => {
    one.listen(0, '127.0.0.1', () => {
      const address = one.address()
      const port = typeof address === 'object' && address !== null ? address.port : 0
      resolve(`http://127.0.0.1:${port}`)
    })
  })
}
