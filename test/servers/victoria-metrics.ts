import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { artifactFile } from './artifacts.ts'
import { makeDataFolder, removeDataFolder } from './data-folder.ts'
import { freePort } from './ports.ts'
import { answersOk, briefGo, ServerProcess } from './server-process.ts'

export interface VictoriaMetricsOptions {
  /** Samples of the past: OpenMetrics text with a timestamp in seconds on each sample. */
  readonly openMetrics?: string
  /** What it would scrape by itself; it tells it as its configuration. */
  readonly scrapeIntervalSeconds?: number // 15 unless told
}

export interface VictoriaMetricsServer {
  readonly url: string
  /** Takes in more samples, as OpenMetrics text; they can be asked for at once. */
  readonly take: (openMetrics: string) => Promise<void>
  /** Ends it and removes its data. */
  readonly stop: () => Promise<void>
}

/** Starts a single node of VictoriaMetrics on a free port of 127.0.0.1; ready within about a second. */
export async function startVictoriaMetrics(
  options: VictoriaMetricsOptions = {},
): Promise<VictoriaMetricsServer> {
  const folder = makeDataFolder('victoria-metrics')
  const configFile = path.join(folder, 'scrape.yml')
  const url = `http://127.0.0.1:${await freePort()}`
  writeFileSync(configFile, configOf(options))
  const server = new ServerProcess({
    name: 'victoria-metrics',
    command: artifactFile('victoria-metrics'),
    args: [
      `-storageDataPath=${path.join(folder, 'data')}`,
      `-promscrape.config=${configFile}`,
      '-retentionPeriod=100y', // fixtures with fixed timestamps must not be refused
      `-httpListenAddr=${new URL(url).host}`,
    ],
    env: briefGo,
    logFile: path.join(folder, 'victoria-metrics.log'),
    isReady: () => answersOk(`${url}/health`),
    readyWithinSeconds: 60,
    stopWithinSeconds: 1, // By itself it waits for clients to close their kept connections.
  })
  const stop = async (): Promise<void> => {
    await server.stop()
    removeDataFolder(folder)
  }
  try {
    await server.start()
    if (options.openMetrics !== undefined) await importSamples(url, options.openMetrics)
  } catch (error) {
    await stop()
    throw error
  }
  return { url, take: (openMetrics) => importSamples(url, openMetrics), stop }
}

/** JSON is YAML, and VictoriaMetrics tells it as YAML. */
function configOf({ scrapeIntervalSeconds = 15 }: VictoriaMetricsOptions): string {
  return JSON.stringify({ global: { scrape_interval: `${scrapeIntervalSeconds}s` } })
}

/** It takes Prometheus' older text, whose timestamps are milliseconds, and shows it a second later. */
async function importSamples(url: string, openMetrics: string): Promise<void> {
  const body = openMetrics.replace(
    / (\d+(?:\.\d+)?)$/gm,
    (_, seconds) => ` ${Math.round(Number(seconds) * 1000)}`,
  )
  const taken = await fetch(`${url}/api/v1/import/prometheus`, { method: 'POST', body })
  if (!taken.ok) throw new Error(`VictoriaMetrics refused the samples: ${await taken.text()}`)
  await fetch(`${url}/internal/force_flush`)
}
