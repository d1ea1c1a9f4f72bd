import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import type { IncomingHttpHeaders } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import type { BackEnd } from '#contract/status.ts'
import { available } from '../servers/availability.ts'
import { makeAuthority, type Authority } from '../servers/certificates.ts'
import { startPrometheus } from '../servers/prometheus.ts'
import { askConsole, type Api } from './api.ts'
import { startGate, type Gate } from './gate.ts'
import { recordLab, startStillLab, startTestConsole } from './world.ts'

interface Rig {
  readonly folder: string
  readonly prometheusUrl: string
  readonly ours: Authority
  readonly theirs: Authority
  readonly ask: Readonly<Record<string, string>>
}

const cleanups: (() => unknown)[] = []
let rig: Rig | null = null

function existing<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) throw new Error('it is not there')
  return value
}

async function prepare(): Promise<Rig> {
  const folder = mkdtempSync(path.join(tmpdir(), 'alidade-tls-'))
  cleanups.push(() => rmSync(folder, { recursive: true, force: true }))
  const lab = await startStillLab(120)
  cleanups.push(lab.stop)
  const { openMetrics, endMs } = await recordLab(lab, 70)
  const prometheus = await startPrometheus({ openMetrics })
  cleanups.push(prometheus.stop)
  return {
    folder,
    prometheusUrl: prometheus.url,
    ours: await makeAuthority(folder, 'ours'),
    theirs: await makeAuthority(folder, 'theirs'),
    ask: { type: 'workload', open: 'all', at: String(endMs - 1) },
  }
}

const everyName = ['DNS:localhost', 'IP:127.0.0.1']

async function gateOf(
  lets: (headers: IncomingHttpHeaders) => boolean,
  names: readonly string[] = everyName,
): Promise<Gate> {
  const { prometheusUrl: upstream, ours } = existing(rig)
  const gate = await startGate({ upstream, lets, certificate: await ours.issue(names) })
  onTestFinished(gate.close)
  return gate
}

async function consoleOn(address: string, args: readonly string[]): Promise<Api> {
  const running = await startTestConsole(['--prometheus', address, ...args])
  onTestFinished(running.close)
  return askConsole(running.url)
}

async function statusOf(api: Api): Promise<BackEnd> {
  return existing((await api.status()).backEnds.find(({ kind }) => kind === 'metrics'))
}

async function stateOf(api: Api): Promise<string> {
  return (await statusOf(api)).state
}

const patience = { timeout: 45_000, interval: 500 }

function fileWith(name: string, text: string): string {
  const file = path.join(existing(rig).folder, name)
  writeFileSync(file, text)
  return file
}

describe.skipIf(!available('prometheus') || !available('openssl'))(
  'a real Prometheus behind https and a gate',
  () => {
    beforeAll(async () => {
      rig = await prepare()
    })
    afterAll(async () => {
      for (const cleanup of cleanups.reverse()) await cleanup()
    })

    it.each(['localhost', '127.0.0.1'])(
      'is read at %s with its authority, a token of a file and a tenant',
      async (host) => {
        const { ours, ask } = existing(rig)
        const gate = await gateOf(
          ({ authorization, 'x-scope-orgid': tenant }) =>
            authorization === 'Bearer secret-of-file' && tenant === 'team-7',
        )
        const address = `https://${host}:${gate.port}`
        const api = await consoleOn(address, [
          ...['--prometheus-ca-file', ours.caFile],
          ...['--prometheus-token-file', fileWith('token', 'secret-of-file\n')],
          ...['--prometheus-header', 'X-Scope-OrgID: team-7'],
        ])
        await expect.poll(() => stateOf(api), patience).toBe('reached')
        expect(await statusOf(api)).toMatchObject({ product: 'Prometheus', address, message: null })
        const graph = await api.graph(ask)
        expect(graph.warnings).toEqual([])
        expect(graph.edges.length).toBeGreaterThan(40)
        expect(gate.counts.sentAway).toBe(0)
        expect(gate.counts.letIn).toBeGreaterThan(4)
        const told = (await api.get('api/v1/status')).text
        expect(told).not.toMatch(/secret-of-file|team-7/)
      },
    )

    it('is read with a user and a password of a file', async () => {
      const { ours, ask } = existing(rig)
      const pair = Buffer.from('anna:pass:word').toString('base64')
      const gate = await gateOf(({ authorization }) => authorization === `Basic ${pair}`)
      const api = await consoleOn(`https://localhost:${gate.port}`, [
        ...['--prometheus-ca-file', ours.caFile, '--prometheus-user', 'anna'],
        ...['--prometheus-password-file', fileWith('password', 'pass:word\n')],
      ])
      await expect.poll(() => stateOf(api), patience).toBe('reached')
      expect((await api.graph(ask)).edges.length).toBeGreaterThan(40)
      expect(gate.counts.sentAway).toBe(0)
    })

    it('is not read by a token that the gate does not know, until the file has another', async () => {
      const { ours, ask } = existing(rig)
      const gate = await gateOf(({ authorization }) => authorization === 'Bearer new')
      const api = await consoleOn(`https://localhost:${gate.port}`, [
        ...['--prometheus-ca-file', ours.caFile],
        ...['--prometheus-token-file', fileWith('rotated', 'old')],
      ])
      await expect.poll(() => stateOf(api), patience).toBe('notReached')
      expect((await statusOf(api)).message).toMatch(/does not accept our credentials.*status 401/)
      const without = await api.graph(ask)
      expect(without.empty).toMatchObject({ code: 'metricsUnavailable' })
      expect(gate.counts.letIn).toBe(0)
      fileWith('rotated', 'new')
      await expect.poll(() => stateOf(api), patience).toBe('reached')
      expect((await api.graph(ask)).edges.length).toBeGreaterThan(40)
    })

    it.each([
      { desc: 'without an authority', isGiven: false },
      { desc: 'with the wrong authority', isGiven: true },
    ])('is not trusted $desc, which is said', async ({ isGiven }) => {
      const { theirs, ask } = existing(rig)
      const gate = await gateOf(() => true)
      const address = `https://localhost:${gate.port}`
      const args = isGiven ? ['--prometheus-ca-file', theirs.caFile] : []
      const api = await consoleOn(address, args)
      await expect.poll(() => stateOf(api), patience).toBe('notReached')
      const { message } = await statusOf(api)
      expect(message).toContain('The certificate of the metrics source is not trusted')
      expect(message).toContain(address)
      expect((await api.graph(ask)).empty).toMatchObject({ code: 'metricsUnavailable' })
      expect(gate.counts).toEqual({ letIn: 0, sentAway: 0 })
    })

    it('is read without a restart when the right authority is put into the file', async () => {
      const { ours, theirs, ask, folder } = existing(rig)
      const gate = await gateOf(() => true)
      const caFile = path.join(folder, 'rotated.crt')
      copyFileSync(theirs.caFile, caFile)
      const address = `https://localhost:${gate.port}`
      const api = await consoleOn(address, ['--prometheus-ca-file', caFile])
      await expect.poll(() => stateOf(api), patience).toBe('notReached')
      copyFileSync(ours.caFile, caFile)
      await expect.poll(() => stateOf(api), patience).toBe('reached')
      expect((await api.graph(ask)).edges.length).toBeGreaterThan(40)
    })

    it('is said to be made for another name, or to speak no TLS, where that is so', async () => {
      const { ours, prometheusUrl } = existing(rig)
      const gate = await gateOf(() => true, ['DNS:prometheus.monitoring'])
      const ca = ['--prometheus-ca-file', ours.caFile]
      const elsewhere = await consoleOn(`https://localhost:${gate.port}`, ca)
      await expect.poll(() => stateOf(elsewhere), patience).toBe('notReached')
      expect((await statusOf(elsewhere)).message).toContain('is made for another name')
      const plain = await consoleOn(prometheusUrl.replace('http:', 'https:'), ca)
      // Now and then the connection is cut before the answer is seen, and the next probe tells.
      const message = async (): Promise<string | null> => (await statusOf(plain)).message
      await expect.poll(message, patience).toContain('does not speak TLS there')
    })
  },
)
