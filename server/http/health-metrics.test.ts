import { Registry } from '@prometheus-io/client'
import { describe, expect, it } from 'vitest'
import type { Graph } from '#contract/graph.ts'
import { aPicture } from '../../test/support/graph.ts'
import { anEnd, aRequested, aSample } from '../../test/support/traffic.ts'
import type { GraphView } from '../live/hub.ts'
import { exportHealth, type Watchable } from './health-metrics.ts'

/** A hub that shows what the test gives it, drawn as the watcher asked. */
function aHub(): {
  hub: Watchable
  show: (failing: number | null) => void
  watchers: () => number
} {
  const watchers = new Set<{ view: GraphView; onGraph: (graph: Graph) => void }>()
  return {
    watchers: () => watchers.size,
    hub: {
      watch: (view, { onGraph }) => {
        const watcher = { view, onGraph }
        watchers.add(watcher)
        return () => watchers.delete(watcher)
      },
    },
    show: (failing) => {
      const calls =
        failing === null
          ? []
          : [aSample({ value: 10 - failing }), aSample({ code: '500', value: failing })]
      const others = aSample({ service: aRequested('shop/db'), destination: anEnd('shop/db-v1') })
      for (const { view, onGraph } of watchers) {
        const { type, serviceNodes, open } = view.ask
        const input = {
          type,
          open,
          boxBy: 'namespace',
          serviceNodes: serviceNodes ? 'true' : 'false',
        } as const
        onGraph(aPicture([...calls, others], input))
      }
    },
  }
}

const lines = async (registry: Registry): Promise<readonly string[]> =>
  (await registry.metrics()).split('\n').filter((line) => line.startsWith('alidade_health_status{'))

const ofReviews = (kind: string, name: string, value: number): string =>
  `alidade_health_status{kind="${kind}",cluster="east",namespace="bookinfo",name="${name}"} ${value}`

describe('exportHealth', () => {
  it('tells of namespaces, apps, workloads and services, the worse the higher', async () => {
    const registry = new Registry()
    const { hub, show } = aHub()
    exportHealth(hub, registry)
    show(5)
    expect(await lines(registry)).toEqual(
      expect.arrayContaining([
        ofReviews('workload', 'reviews-v1', 3),
        ofReviews('service', 'reviews', 3),
        ofReviews('app', 'reviews', 3),
        ofReviews('namespace', 'bookinfo', 3),
      ]),
    )
    show(0)
    expect(await lines(registry)).toEqual(
      expect.arrayContaining([
        ofReviews('workload', 'reviews-v1', 0),
        ofReviews('app', 'reviews', 0),
      ]),
    )
  })

  it('drops a series that three graphs in a row know nothing of, and no earlier', async () => {
    const registry = new Registry()
    const { hub, show } = aHub()
    exportHealth(hub, registry)
    show(0)
    const counts: number[] = []
    for (const failing of [null, null, 0, null, null, null]) {
      show(failing)
      const told = await lines(registry)
      counts.push(told.filter((line) => line.includes('name="reviews')).length)
    }
    expect(counts).toEqual([3, 3, 3, 3, 3, 0])
    expect((await lines(registry)).some((line) => line.includes('name="db-v1"'))).toBe(true)
  })

  it('stops asking when it is stopped', () => {
    const { hub, watchers } = aHub()
    const stop = exportHealth(hub, new Registry())
    expect(watchers()).toBe(2)
    stop()
    expect(watchers()).toBe(0)
  })
})
