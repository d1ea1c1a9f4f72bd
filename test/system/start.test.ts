import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { runFailingConsole, startConsoleProcess } from '../support/console-process.ts'

describe('a start that cannot work', () => {
  it.each([
    {
      desc: 'a kubeconfig that is not there',
      args: ['--kubeconfig', '/nowhere/kubeconfig'],
      says: /\/nowhere\/kubeconfig/,
    },
    {
      desc: 'an address that is none',
      args: ['--prometheus', 'prometheus:9090'],
      says: /--prometheus .*http/,
    },
    { desc: 'an option that does not exist', args: ['--prometeus', 'http://x'], says: /prometeus/ },
  ])('says one sentence about $desc and ends with 1', async ({ args, says }) => {
    const { code, stderr } = await runFailingConsole(['--port', '0', ...args])
    expect(code).toBe(1)
    expect(stderr).toMatch(says)
    expect(stderr.trim().split('\n')).toHaveLength(1)
    expect(stderr).not.toMatch(/\n\s+at /)
  })

  it('says which port is in use', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => other.once('listening', resolve))
    const { port } = other.address() as AddressInfo
    const { code, stderr } = await runFailingConsole([
      ...['--port', String(port)],
      ...['--prometheus', 'http://127.0.0.1:1'],
    ])
    other.close()
    expect({ code, stderr: stderr.trim().split('\n').at(-1) }).toEqual({
      code: 1,
      stderr: `Port ${port} on 127.0.0.1 is in use: stop what listens there, or choose another with --port.`,
    })
  })
})

describe('npm start', () => {
  it('shows the lab, and ends all that it started', async () => {
    const running = await startConsoleProcess()
    onTestFinished(() => void running.stop())
    const page = await fetch(running.url)
    expect(page.status).toBe(200)
    const readStatus = async (): Promise<unknown> =>
      await (await fetch(new URL('api/v1/status', running.url))).json()
    // The page is there at once; on a busy machine a back end may not have been asked yet.
    await expect.poll(readStatus).toMatchObject({
      backEnds: [
        { id: 'metrics', state: 'reached' },
        { kind: 'cluster', state: 'reached' },
        { id: 'tracing', state: 'reached' },
      ],
      meshes: [{ mesh: 'istio' }],
    })
    const { backEnds } = (await readStatus()) as { backEnds: { address: string }[] }
    await running.stop()
    for (const { address } of backEnds) await expect(fetch(address)).rejects.toThrow()
  })

  it('works under a base path, whether the proxy strips it or not', async () => {
    const running = await startConsoleProcess(['--base-path', '/mesh'])
    onTestFinished(() => void running.stop())
    const { origin } = new URL(running.url)
    for (const place of ['/mesh/', '/', '/mesh/graph', '/graph']) {
      const html = await (await fetch(origin + place)).text()
      expect(html).toContain('<base href="/mesh/" />')
    }
    for (const place of ['/mesh/api/v1/status', '/api/v1/status'])
      expect((await fetch(origin + place)).status).toBe(200)
    await running.stop()
  })
})
