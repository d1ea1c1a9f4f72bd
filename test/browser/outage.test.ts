import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startLab, type Lab } from '../../lab/start.ts'
import { available } from '../servers/availability.ts'
import { freePort } from '../servers/ports.ts'
import { startConsoleProcess, type ConsoleProcess } from '../support/console-process.ts'
import { passOn, serveHere, type HttpHere } from '../support/http-here.ts'
import { writeKubeconfig, type WrittenKubeconfig } from '../support/kubeconfig.ts'
import { canvasOf, eventually, browserOfWorker, openPage, settled } from './open-page.ts'

const productpage = 'namespaces/bookinfo/workloads/productpage-v1'

interface Gate extends HttpHere {
  readonly close: () => void // from now on connections break
  readonly open: () => void
}

/** Stands before a server and lets everything through, until it is closed. */
async function startGate(target: string): Promise<Gate> {
  let isOpen = true
  const here = await serveHere((incoming, outgoing) => {
    if (isOpen) passOn(incoming, outgoing, new URL(incoming.url ?? '/', target))
    else incoming.destroy()
  })
  return {
    ...here,
    close: () => {
      isOpen = false
      here.cut()
    },
    open: () => void (isOpen = true),
  }
}

describe.skipIf(!available('chromium'))('when something is gone', () => {
  let lab: Lab
  let gate: Gate
  let kubeconfig: WrittenKubeconfig
  let args: readonly string[]
  let server: ConsoleProcess
  let browser: Browser

  beforeAll(async () => {
    lab = await startLab({ historySeconds: 180 })
    gate = await startGate(lab.prometheusUrl)
    kubeconfig = writeKubeconfig(lab.kubernetesUrl, lab.tokens.admin)
    args = [
      ...['--port', String(await freePort()), '--poll-seconds', '5'],
      ...['--kubeconfig', kubeconfig.file, '--prometheus', gate.url, '--tracing', lab.jaegerUrl],
    ]
    ;[server, browser] = await Promise.all([startConsoleProcess(args), browserOfWorker()])
  })
  afterAll(async () => {
    await server.stop()
    gate.stop()
    await lab.stop()
    kubeconfig.remove()
  })

  it('keeps the picture without its server, and goes on by itself', async () => {
    const { page, close } = await openPage(browser, server.url)
    await settled(page)
    await page.getByRole('button', { name: /^live, / }).waitFor()
    const gone = page.getByText('The console’s server is gone.')
    await eventually(() => gone.count()).toBe(0)

    const before = await settled(page)
    server.child.kill('SIGKILL')
    await gone.waitFor()
    await page.getByRole('button', { name: /^reconnecting, / }).waitFor()
    expect(await settled(page)).toEqual(before)
    const address = page.url()
    const drawnAt = await canvasOf(page).getAttribute('data-graph-at')
    server = await startConsoleProcess(args)
    await gone.waitFor({ state: 'detached', timeout: 60_000 })
    await page.getByRole('button', { name: /^live, / }).waitFor()
    await eventually(() => canvasOf(page).getAttribute('data-graph-at')).not.toBe(drawnAt)
    expect((await settled(page)).nodes).toBeGreaterThan(5)
    expect(page.url()).toBe(address)
    await close()
  })

  it('S09: says that the numbers are old without the metric store, and that they are new again', async () => {
    const { page, complaints, close } = await openPage(browser, server.url)
    await settled(page)
    await page.getByRole('button', { name: /^live, / }).waitFor()
    await page.getByRole('button', { name: '3 back ends reached' }).waitFor()

    const before = await settled(page)
    gate.close()
    const old = page.getByText(/^Numbers from /)
    await old.waitFor({ timeout: 60_000 })
    await page.getByRole('button', { name: /^stale, / }).waitFor()
    await page.getByRole('button', { name: 'Prometheus not reached' }).waitFor({ timeout: 40_000 })
    expect(await settled(page)).toEqual(before)
    const charts = await openPage(browser, server.url, { path: `${productpage}?tab=inbound` })
    const volume = charts.page.getByRole('region', { name: 'Request volume' })
    await volume.getByRole('button', { name: /again/i }).waitFor({ timeout: 40_000 })
    expect(await volume.innerText()).not.toMatch(/\b0 rps/)
    await charts.close()

    gate.open()
    await old.waitFor({ state: 'detached', timeout: 60_000 })
    await page.getByRole('button', { name: /^live, / }).waitFor()
    await page.getByRole('button', { name: '3 back ends reached' }).waitFor({ timeout: 40_000 })
    expect(complaints).toEqual([])
    await close()
  })
})
