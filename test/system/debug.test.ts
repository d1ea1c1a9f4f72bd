import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { getDebugBundle, type DebugBundle } from '#contract/debug.ts'
import { startConsoleOnLab, type ConsoleOnLab } from '../support/console.ts'

/** Every place where somebody may have put something that lets them in. */
const secrets = {
  header: 'Plant-Header-1',
  login: 'Plant-Login-2',
  parameter: 'Plant-Parameter-3',
  file: 'Plant-File-4',
  otherHeader: 'Plant-Other-5',
  traceHeader: 'Plant-Trace-8',
  otherLogin: 'Plant-Other-6',
  grafana: 'Plant-Grafana-7',
}

let running: ConsoleOnLab
const folder = mkdtempSync(path.join(tmpdir(), 'alidade-debug-'))

beforeAll(async () => {
  const token = path.join(folder, 'token')
  const config = path.join(folder, 'config.yaml')
  writeFileSync(token, secrets.file)
  writeFileSync(
    config,
    JSON.stringify({
      prometheusHeader: [`X-Api-Key: ${secrets.header}`],
      prometheusTokenFile: token,
      grafana: `https://ann:${secrets.grafana}@grafana.example/`,
      perContext: {
        lab: {
          prometheusHeader: [`Authorization: Bearer ${secrets.otherHeader}`],
          tracingHeader: [`X-Api-Key: ${secrets.traceHeader}`],
          tracing: `http://ann:${secrets.otherLogin}@tracing.example/`,
        },
      },
    }),
  )
  running = await startConsoleOnLab({
    args: ['--auth', 'token', '--config', config],
    // Nobody is there: what is said of that would name the address.
    prometheusUrl: () => `http://ann:${secrets.login}@127.0.0.1:1/?key=${secrets.parameter}`,
  })
})
afterAll(async () => {
  await running.close()
  rmSync(folder, { recursive: true })
})

async function ask(who: 'admin' | 'bookinfo'): Promise<{ text: string; bundle: DebugBundle }> {
  const answer = await fetch(new URL('api/v1/debug', running.url), {
    headers: { authorization: `Bearer ${running.lab.tokens[who]}` },
  })
  const text = await answer.text()
  return { text, bundle: getDebugBundle.response.parse(JSON.parse(text)) }
}

describe('the debug bundle', () => {
  it('has settings, state, log and numbers, and none of the secrets planted everywhere', async () => {
    const { text, bundle } = await ask('admin')
    const tokens = Object.values(running.lab.tokens)
    for (const secret of [...Object.values(secrets), ...tokens]) {
      expect(text).not.toContain(secret)
      expect(text).not.toContain(encodeURIComponent(secret))
    }
    expect(bundle.settings).toMatchObject({
      auth: 'token',
      prometheus: 'http://[removed]@127.0.0.1:1/?key=[removed]',
      prometheusHeader: ['X-Api-Key: [removed]'],
      perContext: {
        lab: {
          prometheusHeader: ['Authorization: [removed]'],
          tracingHeader: ['X-Api-Key: [removed]'],
        },
      },
    })
    expect(bundle.status.backEnds.map(({ kind }) => kind)).toContain('metrics')
    expect(bundle.recentLog).toBeInstanceOf(Array)
    expect(bundle.numbers?.some((line) => line.startsWith('process_cpu_'))).toBe(true)
    expect(bundle.withheld).toEqual([])
  })

  it('tells those who see little of the console only what its state is', async () => {
    const { bundle } = await ask('bookinfo')
    expect(bundle).toMatchObject({ settings: null, recentLog: null, numbers: null })
    expect(bundle.withheld).toHaveLength(1)
    expect(bundle.status.backEnds.every(({ address }) => address === null)).toBe(true)
  })
})
