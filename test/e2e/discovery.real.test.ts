import { describe, expect, it, onTestFinished } from 'vitest'
import { getGraph } from '#contract/graph.ts'
import { getStatus } from '#contract/status.ts'
import { startLab } from '../../lab/start.ts'
import { available } from '../servers/availability.ts'
import { startKubernetes } from '../servers/kubernetes.ts'
import { standPods } from './stand-pods.ts'
import { applyLab, startTestConsole } from './world.ts'

const portOf = (url: string): number => Number(new URL(url).port)

describe.skipIf(!available('kwok'))('a console that is told of a cluster only', () => {
  it('finds the metric store and the trace store in it, and draws what they say', async () => {
    const lab = await startLab({ historySeconds: 120 })
    onTestFinished(() => lab.stop())
    const kubernetes = await startKubernetes({
      crds: true,
      kwok: { portForwards: { 9090: portOf(lab.prometheusUrl), 16686: portOf(lab.jaegerUrl) } },
    })
    onTestFinished(kubernetes.stop)
    await applyLab(lab, kubernetes)
    await standPods(kubernetes)
    const running = await startTestConsole([
      ...['--kubeconfig', kubernetes.writeKubeconfig('administrator')],
    ])
    onTestFinished(() => running.close())

    expect(running.sentences.join('\n')).toMatch(/istio-system\/prometheus.*--prometheus/s)
    const read = async (place: string): Promise<unknown> =>
      await (await fetch(new URL(place, running.url))).json()
    const states = async (): Promise<readonly string[]> =>
      getStatus.response
        .parse(await read('api/v1/status'))
        .backEnds.map(({ kind, state }) => `${kind} ${state}`)
    await expect
      .poll(states, { timeout: 60_000, interval: 500 })
      .toEqual(['metrics reached', 'cluster reached', 'tracing reached'])
    const graph = getGraph.response.parse(
      await read('api/v1/graph?type=workload&namespaces=bookinfo'),
    )
    expect(graph.warnings).toEqual([])
    expect(graph.nodes.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['productpage-v1', 'reviews-v1', 'reviews-v2', 'reviews-v3']),
    )
  })
})
