import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTextFetcher } from '../../server/sources/tracing/fetch-text.ts'
import { available } from '../servers/availability.ts'
import { makeAuthority, type Authority } from '../servers/certificates.ts'

describe.skipIf(!available('openssl'))('a trace store behind https', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'alidade-traces-'))
  const cleanups: (() => unknown)[] = [() => rmSync(folder, { recursive: true, force: true })]
  let ours: Authority
  let theirs: Authority
  let url: string

  beforeAll(async () => {
    ours = await makeAuthority(folder, 'ours')
    theirs = await makeAuthority(folder, 'theirs')
    const { keyFile, certificateFile } = await ours.issue(['DNS:localhost', 'IP:127.0.0.1'])
    const server = createServer(
      { key: readFileSync(keyFile), cert: readFileSync(certificateFile) },
      (_, response) => response.end('{}'),
    )
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address: AddressInfo | string | null = server.address()
    if (address === null || typeof address === 'string') throw new Error('no port')
    url = `https://127.0.0.1:${address.port}`
    cleanups.push(() => {
      server.closeAllConnections()
      server.close()
    })
  })

  afterAll(async () => {
    for (const cleanup of cleanups.reverse()) await cleanup()
  })

  async function ask(caFile?: string): Promise<string> {
    const fetcher = createTextFetcher({
      ...{ id: 'tracing', url, deadlineMs: 5000, maxAnswerBytes: 1000 },
      ...(caFile === undefined ? {} : { caFile }),
    })
    try {
      return (await fetcher.get('/api/services')).text
    } finally {
      await fetcher.close()
    }
  }

  it('is read with the authority that the settings name, and not without', async () => {
    await expect(ask(ours.caFile)).resolves.toBe('{}')
    await expect(ask(theirs.caFile)).rejects.toThrow(/certificate/)
    await expect(ask()).rejects.toThrow(/certificate/)
  })

  it('is not read with a file that is not there, which is named', async () => {
    const gone = path.join(folder, 'gone.crt')
    await expect(ask(gone)).rejects.toThrow(`The file ${gone}`)
    copyFileSync(ours.caFile, gone)
    await expect(ask(gone)).resolves.toBe('{}')
  })
})
