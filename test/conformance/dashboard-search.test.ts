import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { createDashboardSearch } from '../../server/sources/grafana/dashboard-search.ts'
import { answer, hangUp, silence, startFaultServer, type FaultServer } from './fault-server.ts'

const found = answer(
  200,
  'application/json',
  JSON.stringify([
    { uid: 'other', title: 'Mesh workloads of old', type: 'dash-db' },
    { uid: 'uid 1', title: 'Mesh Workloads', type: 'dash-db' },
  ]),
)

describe('dashboards by their titles', () => {
  let server: FaultServer
  beforeEach(async () => {
    server = await startFaultServer(found)
  })
  afterEach(() => server.close())

  it('are those of exactly this title, asked for once', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'alidade-grafana-'))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    const tokenFile = path.join(folder, 'token')
    writeFileSync(tokenFile, 'secret\n')
    const headers = { 'x-grafana-org-id': '2' }
    const search = createDashboardSearch({ url: `${server.url}/graphs/`, headers, tokenFile })
    expect(await search.find('Mesh workloads')).toBe('d/uid%201')
    expect(await search.find('Mesh workloads')).toBe('d/uid%201')
    expect(await search.find('Mesh')).toBeNull()
    expect(server.seen.map((one) => one.path)).toEqual([
      '/graphs/api/search?type=dash-db&query=Mesh+workloads&limit=100',
      '/graphs/api/search?type=dash-db&query=Mesh&limit=100',
    ])
    expect(server.seen[0]?.headers).toMatchObject({
      ...{ 'x-grafana-org-id': '2', authorization: 'Bearer secret' },
    })
  })

  it.each([
    { desc: 'a page', fault: answer(200, 'text/html', '<html></html>'), failure: 'badAnswer' },
    { desc: 'no rights', fault: answer(401, 'text/plain', ''), failure: 'forbidden' },
    { desc: 'silence', fault: silence, failure: 'timeout' },
    { desc: 'a hang-up', fault: hangUp, failure: 'unavailable' },
  ])('are not known where there is $desc, and nobody waits for it twice', async (one) => {
    server.behave(one.fault)
    const search = createDashboardSearch({ url: server.url, deadlineMs: 200 })
    const refusal = { name: 'SourceUnavailableError', source: 'grafana', failure: one.failure }
    await expect(search.find('Mesh workloads')).rejects.toMatchObject(refusal)
    await expect(search.find('Other')).rejects.toMatchObject(refusal)
    expect(server.seen).toHaveLength(1)
  })
})
