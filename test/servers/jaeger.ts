import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { artifactFile } from './artifacts.ts'
import { makeDataFolder, removeDataFolder } from './data-folder.ts'
import { freePort } from './ports.ts'
import { answersOk, briefGo, ServerProcess } from './server-process.ts'

export interface JaegerServer {
  /** Both query APIs: `/api` and `/api/v3`. */
  readonly queryUrl: string
  /** OTLP over HTTP; exporters add `/v1/traces`. */
  readonly otlpHttpUrl: string
  /** Where `jaeger-client` sends spans: Thrift over HTTP. */
  readonly collectorEndpoint: string
  /** On the same ports. The storage is memory, so all traces are gone. */
  readonly restart: () => Promise<void>
  /** Takes it away but keeps its ports, for `start()`: how a test makes an outage. */
  readonly pause: () => Promise<void>
  readonly start: () => Promise<void>
  readonly stop: () => Promise<void>
}

interface JaegerPorts {
  readonly query: number
  readonly queryGrpc: number
  readonly otlpHttp: number
  readonly thriftHttp: number
}

/** Starts Jaeger with memory storage on free ports of 127.0.0.1; ready within about two seconds. */
export async function startJaeger(): Promise<JaegerServer> {
  const folder = makeDataFolder('jaeger')
  const configFile = path.join(folder, 'jaeger.json')
  const ports: JaegerPorts = {
    query: await freePort(),
    queryGrpc: await freePort(),
    otlpHttp: await freePort(),
    thriftHttp: await freePort(),
  }
  const queryUrl = `http://127.0.0.1:${ports.query}`
  writeFileSync(configFile, JSON.stringify(configOf(ports)))
  const server = new ServerProcess({
    name: 'jaeger',
    command: artifactFile('jaeger'),
    args: [`--config=${configFile}`],
    env: briefGo,
    logFile: path.join(folder, 'jaeger.log'),
    isReady: () => answersOk(`${queryUrl}/api/services`),
    readyWithinSeconds: 60,
    stopWithinSeconds: 1, // By itself it waits for clients to close their kept connections.
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
  return {
    queryUrl,
    otlpHttpUrl: `http://127.0.0.1:${ports.otlpHttp}`,
    collectorEndpoint: `http://127.0.0.1:${ports.thriftHttp}/api/traces`,
    restart: () => server.restart(),
    pause: () => server.stop(),
    start: () => server.start(),
    stop,
  }
}

/**
 * Jaeger's own all-in-one configuration with the ports chosen and without what no test asks.
 *
 * No batch processor: a span can be read as soon as it was taken.
 */
function configOf(ports: JaegerPorts): object {
  const at = (port: number): object => ({ endpoint: `127.0.0.1:${port}` })
  return {
    service: {
      extensions: ['jaeger_storage', 'jaeger_query'],
      pipelines: {
        traces: { receivers: ['otlp', 'jaeger'], exporters: ['jaeger_storage_exporter'] },
      },
      telemetry: { metrics: { level: 'none' } },
    },
    extensions: {
      jaeger_query: {
        storage: { traces: 'memory' },
        http: at(ports.query),
        grpc: at(ports.queryGrpc),
      },
      jaeger_storage: { backends: { memory: { memory: { max_traces: 100_000 } } } },
    },
    receivers: {
      otlp: { protocols: { http: at(ports.otlpHttp) } },
      jaeger: { protocols: { thrift_http: at(ports.thriftHttp) } },
    },
    exporters: { jaeger_storage_exporter: { trace_storage: 'memory' } },
  }
}
