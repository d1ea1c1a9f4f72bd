import { existsSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { outputOf, runCommand } from './commands.ts'
import { makeDataFolder, removeDataFolder } from './data-folder.ts'
import { freePort } from './ports.ts'
import { answersOk, briefGo, ServerProcess } from './server-process.ts'

export interface ScrapeTarget {
  readonly job: string
  /** `host:port`. */
  readonly address: string
  readonly metricsPath?: string // /metrics unless told
  readonly labels?: Readonly<Record<string, string>>
  /** Keeps `job`, `instance` and other labels that the page itself sets, as federation does. */
  readonly honorLabels?: boolean
}

export interface PrometheusOptions {
  readonly scrapeTargets?: readonly ScrapeTarget[]
  readonly scrapeIntervalSeconds?: number // 15 unless told; rules are evaluated as often
  /**
   * Samples of the past, there from the first query on: OpenMetrics text with a timestamp in seconds
   * on each sample and `# EOF` at its end, or the path of such a file.
   */
  readonly openMetrics?: string
  /** Absolute paths. */
  readonly ruleFiles?: readonly string[]
  readonly extraArgs?: readonly string[]
}

export interface PrometheusServer {
  readonly url: string
  /** On the same port, with the same data; what was scraped survives. */
  readonly restart: () => Promise<void>
  /** Takes it away but keeps port and data, for `start()`: how a test makes an outage. */
  readonly pause: () => Promise<void>
  readonly start: () => Promise<void>
  /** Ends it and removes its data. */
  readonly stop: () => Promise<void>
}

/**
 * Starts Prometheus on a free port of 127.0.0.1; ready within about a second.
 *
 * Throws when the configuration, the rules or the OpenMetrics text is refused, with the reason.
 *
 * @NOTE Scraped samples must be newer than the newest one of `openMetrics`; older ones are dropped.
 */
export async function startPrometheus(options: PrometheusOptions = {}): Promise<PrometheusServer> {
  const folder = makeDataFolder('prometheus')
  const storage = path.join(folder, 'data')
  const configFile = path.join(folder, 'prometheus.yml')
  const url = `http://127.0.0.1:${await freePort()}`
  writeFileSync(configFile, configOf(options))
  const server = new ServerProcess({
    name: 'prometheus',
    command: 'prometheus',
    args: [
      `--config.file=${configFile}`,
      `--storage.tsdb.path=${storage}`,
      // The usual 15 days would delete fixtures with fixed timestamps while a test runs.
      '--storage.tsdb.retention.time=100y',
      `--web.listen-address=${new URL(url).host}`,
      '--web.enable-lifecycle',
      '--web.enable-admin-api',
      ...(options.extraArgs ?? []),
    ],
    env: briefGo,
    logFile: path.join(folder, 'prometheus.log'),
    isReady: () => answersOk(`${url}/-/ready`),
    readyWithinSeconds: 60,
  })
  const stop = async (): Promise<void> => {
    await server.stop()
    removeDataFolder(folder)
  }
  try {
    if (options.openMetrics !== undefined) await fillStorage(options.openMetrics, folder)
    await server.start()
  } catch (error) {
    await stop()
    throw error
  }
  return {
    url,
    restart: () => server.restart(),
    pause: () => server.stop(),
    start: () => server.start(),
    stop,
  }
}

const rulesSchema = z.object({
  data: z.object({
    groups: z.array(z.object({ rules: z.array(z.object({ health: z.string() })) })),
  }),
})

/** Resolves when each rule of a running Prometheus has been evaluated once. */
export async function untilRulesEvaluated(url: string): Promise<void> {
  for (;;) {
    const { data } = rulesSchema.parse(await (await fetch(`${url}/api/v1/rules`)).json())
    const rules = data.groups.flatMap((group) => group.rules)
    if (rules.every(({ health }) => health === 'ok')) return
    await sleep(100)
  }
}

/** Whether Prometheus takes a file of recording or alerting rules, and promtool's words about it. */
export async function promtoolCheckRules(
  file: string,
): Promise<{ readonly isValid: boolean; readonly output: string }> {
  const { exitCode, stdout, stderr } = await runCommand('promtool', ['check', 'rules', file])
  return { isValid: exitCode === 0, output: `${stdout}${stderr}`.trim() }
}

/** JSON is YAML, so the configuration needs no YAML writer. */
function configOf({
  scrapeTargets = [],
  scrapeIntervalSeconds = 15,
  ruleFiles = [],
}: PrometheusOptions): string {
  const interval = `${scrapeIntervalSeconds}s`
  return JSON.stringify({
    global: { scrape_interval: interval, scrape_timeout: interval, evaluation_interval: interval },
    rule_files: ruleFiles,
    scrape_configs: scrapeTargets.map((target) => ({
      job_name: target.job,
      metrics_path: target.metricsPath ?? '/metrics',
      honor_labels: target.honorLabels ?? false,
      static_configs: [{ targets: [target.address], labels: target.labels ?? {} }],
    })),
  })
}

async function fillStorage(openMetrics: string, folder: string): Promise<void> {
  const isFile = !openMetrics.includes('\n') && existsSync(openMetrics)
  const file = isFile ? openMetrics : path.join(folder, 'samples.txt')
  if (!isFile) writeFileSync(file, openMetrics)
  const args = ['tsdb', 'create-blocks-from', 'openmetrics', file, path.join(folder, 'data')]
  await outputOf('promtool', args, { env: briefGo })
}
