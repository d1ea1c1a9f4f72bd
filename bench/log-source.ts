import { startLogServer } from '../test/support/log-server.ts'

/**
 * A program: a Kubernetes API whose pods write so many lines a second in all. Standard output
 * carries its address; it ends with standard input.
 */
const [pods = 50, linesPerSecond = 50_000] = process.argv.slice(2).map(Number)
const everyMs = 20
const access =
  '"GET /items/17?page=2 HTTP/1.1" 200 - via_upstream - "-" 0 70 12 11 "-" "bench/1.0" "5d4e9b5e-0000-4000-8000-0123456789ab" "api.shop.svc.cluster.local:8000" "10.1.0.2:8000" outbound|8000|v1|api.shop.svc.cluster.local 10.1.0.1:40000 10.96.0.7:8000 10.1.0.1:40001 - default'

const server = await startLogServer({
  namespace: 'shop',
  pods: Array.from({ length: pods }, (_, index) => `flood-${index}`),
  containers: ['app'],
  log: ({ query, response }) => {
    if (query.get('follow') === null) {
      response.end()
      return
    }
    const startedAt = performance.now()
    let written = 0
    const timer = setInterval(() => {
      // Who does not read holds the writer up, as a node's disk would; what was meant is made up for.
      if (response.writableNeedDrain) return
      const due = Math.floor(((performance.now() - startedAt) / 1000) * (linesPerSecond / pods))
      const count = Math.min(due - written, 5000)
      written += count
      const head = new Date().toISOString().slice(0, -1)
      const lines = Array.from(
        { length: count },
        (_, index) => `${head}${String(index).padStart(6, '0')}Z [${head}Z] ${access}\n`,
      )
      if (count > 0) response.write(lines.join(''))
    }, everyMs)
    response.on('close', () => clearInterval(timer))
  },
})
process.stdin.on('end', () => process.exit())
process.stdin.resume()
console.log(server.url)
