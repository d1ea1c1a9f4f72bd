import path from 'node:path'
import { artifactFile } from './artifacts.ts'
import { findCommand } from './commands.ts'
import { makeDataFolder, removeDataFolder } from './data-folder.ts'
import { freePort } from './ports.ts'
import { answersOk, ServerProcess } from './server-process.ts'

export interface ZipkinServer {
  /** The query API below `/api/v2`, which takes spans too, and the page below `/zipkin`. */
  readonly url: string
  readonly stop: () => Promise<void>
}

/** Starts Zipkin with memory storage on a free port of 127.0.0.1; ready within about ten seconds. */
export async function startZipkin(): Promise<ZipkinServer> {
  const java = findCommand('java')
  if (java === null) throw new Error('java is not on the PATH')
  const folder = makeDataFolder('zipkin')
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const listen = { port: String(port), ip: '127.0.0.1', 'protocols[0]': 'http' }
  const server = new ServerProcess({
    name: 'zipkin',
    command: java,
    args: [
      '-Xmx256m',
      // It is asked for seconds: what the first compiler makes of it, by one thread, is fast enough.
      ...['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC'],
      '-jar',
      artifactFile('zipkin', 'zipkin.jar'),
      ...Object.entries(listen).map(([name, value]) => `--armeria.ports[0].${name}=${value}`),
    ],
    logFile: path.join(folder, 'zipkin.log'),
    isReady: () => answersOk(`${url}/health`),
    readyWithinSeconds: 90,
    stopWithinSeconds: 2,
  })
  const stop = async (): Promise<void> => {
    await server.stop()
    removeDataFolder(folder)
  }
  try {
    await server.start()
  } catch (error) {
    await stop()
    throw error
  }
  return { url, stop }
}
