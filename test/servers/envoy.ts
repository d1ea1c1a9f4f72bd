import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { artifactFile } from './artifacts.ts'
import { makeDataFolder, removeDataFolder } from './data-folder.ts'
import { freePort } from './ports.ts'
import { answersOk, ServerProcess } from './server-process.ts'

export interface EnvoyServer {
  readonly adminPort: number
  readonly stop: () => Promise<void>
}

/**
 * Starts Envoy on free ports of 127.0.0.1, ready within a second; its own command line says nothing
 * of Istio, but names and marks of its configuration may be of any mesh.
 */
export async function startEnvoy(
  configuration: (ports: { readonly listen: number }) => object,
): Promise<EnvoyServer> {
  const folder = makeDataFolder('envoy')
  const [adminPort, listen] = [await freePort(), await freePort()]
  const file = path.join(folder, 'envoy.json')
  const admin = { address: { socket_address: { address: '127.0.0.1', port_value: adminPort } } }
  writeFileSync(file, JSON.stringify({ admin, ...configuration({ listen }) }))
  const server = new ServerProcess({
    name: 'envoy',
    command: artifactFile('envoy'),
    args: ['-c', file, '--concurrency', '1', '--disable-hot-restart', '--log-level', 'warning'],
    logFile: path.join(folder, 'envoy.log'),
    isReady: () => answersOk(`http://127.0.0.1:${adminPort}/ready`),
    readyWithinSeconds: 30,
  })
  await server.start()
  return {
    adminPort,
    stop: async () => {
      await server.stop()
      removeDataFolder(folder)
    },
  }
}
