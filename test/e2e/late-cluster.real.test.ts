import { describe, expect, it, onTestFinished } from 'vitest'
import { startLab } from '../../lab/start.ts'
import { available } from '../servers/availability.ts'
import { startKubernetes } from '../servers/kubernetes.ts'
import { askConsole } from './api.ts'
import { standPods } from './stand-pods.ts'
import { applyLab, startTestConsole } from './world.ts'

const portOf = (url: string): number => Number(new URL(url).port)

describe.skipIf(!available('kwok'))('a console that is started before its cluster', () => {
  it('says so, and finds the cluster and the stores in it when they come', async () => {
    const lab = await startLab({ historySeconds: 120 })
    onTestFinished(() => lab.stop())
    const kubernetes = await startKubernetes({
      crds: true,
      kwok: { portForwards: { 9090: portOf(lab.prometheusUrl), 16686: portOf(lab.jaegerUrl) } },
    })
    onTestFinished(kubernetes.stop)
    await applyLab(lab, kubernetes)
    await standPods(kubernetes)
    await kubernetes.stopApiServer()

    const running = await startTestConsole([
      ...['--kubeconfig', kubernetes.writeKubeconfig('administrator')],
    ])
    onTestFinished(running.close)
    const { graph, status } = askConsole(running.url)
    const ask = { type: 'workload', open: 'all' }
    expect(running.sentences.join('\n')).toContain(
      `The Kubernetes API cannot be reached (${kubernetes.url}`,
    )
    expect(running.sentences.join('\n')).not.toMatch(/No (metrics source|trace store) was found/)
    const states = async (): Promise<readonly string[]> =>
      (await status()).backEnds.map(({ kind, state }) => `${kind} ${state}`)
    expect(await states()).toEqual([
      'metrics notConfigured',
      'cluster notReached',
      'tracing notConfigured',
    ])
    const before = await graph(ask)
    expect(before.empty).toMatchObject({ code: 'metricsUnavailable' })

    await kubernetes.startApiServer()
    const kinds = async (): Promise<number> =>
      Number(/ of (\d+) kinds/.exec((await status()).backEnds[1]?.details[0] ?? '')?.[1])
    await expect.poll(kinds, { timeout: 60_000 }).toBeGreaterThan(30)
    await expect
      .poll(states, { timeout: 60_000, interval: 500 })
      .toEqual(['metrics reached', 'cluster reached', 'tracing reached'])
    const isWhole = async (): Promise<boolean> =>
      /^(3\d|[4-9]\d) of \1 kinds/.test((await status()).backEnds[1]?.details[0] ?? '')
    await expect.poll(isWhole).toBe(true)
    expect((await status()).warnings).toEqual([])
    const after = await graph(ask)
    expect(after.warnings).toEqual([])
    expect(after.nodes.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['productpage-v1', 'reviews-v1', 'reviews-v2', 'reviews-v3']),
    )
  })
})
