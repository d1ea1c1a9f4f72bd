import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Graph } from '#contract/graph.ts'
import { startConsoleOnLab, type ConsoleOnLab } from '../support/console.ts'
import { askConsole } from '../e2e/api.ts'

let running: ConsoleOnLab
beforeAll(async () => {
  running = await startConsoleOnLab()
})
afterAll(() => running.close())

const cluster = 'Kubernetes'
const workload = (path: string): string => `workload:${cluster}/${path}`

async function pictureOf(ask: Readonly<Record<string, string>> = {}): Promise<Graph> {
  return askConsole(running.url).graph({ type: 'workload', open: 'all', ...ask })
}

const silentOf = ({ edges }: Graph): ReadonlyMap<string, Graph['edges'][number]> =>
  new Map(edges.flatMap((edge) => (edge.silent === undefined ? [] : [[edge.id, edge]])))

describe('allowed calls of the lab that nobody makes', () => {
  it('are drawn with the policy or the Sidecar that allows them', async () => {
    const silent = silentOf(await pictureOf({ silent: 'true' }))
    const toDatabase = `${workload('travel-agency/discounts-v1')}→${workload('travel-agency/mysqldb-v1')}`
    expect(silent.get(toDatabase)?.silent?.allowedBy).toMatchObject([
      { kind: 'AuthorizationPolicy', name: 'mysqldb-from-agency', ground: 'admission' },
    ])
    const toCars = `${workload('travel-portal/voyages-v1')}→${workload('travel-agency/cars-v1')}`
    expect(silent.get(toCars)?.silent?.allowedBy).toMatchObject([
      { kind: 'Sidecar', namespace: 'travel-portal', name: 'default', ground: 'reach' },
    ])
  })

  it('are not those that a policy refuses, though the caller could reach the service', async () => {
    const silent = silentOf(await pictureOf({ silent: 'true' }))
    const refused = `${workload('travel-portal/voyages-v1')}→${workload('travel-agency/mysqldb-v1')}`
    expect(silent.size).toBeGreaterThan(5)
    expect(silent.has(refused)).toBe(false)
  })

  it('are in no sum, and not there unless they are asked for', async () => {
    const at = String(Date.now() - 30_000)
    expect(silentOf(await pictureOf()).size).toBe(0)
    const past = await pictureOf({ silent: 'true', at })
    expect(silentOf(past).size).toBe(0)
    expect(past.warnings.map(({ message }) => message).join()).toContain('at that time')
    expect(past.totals).toEqual((await pictureOf({ at })).totals)
  })
})
