import { closeSync, openSync, writeSync } from 'node:fs'
import { createIstioDialect } from '../../lab/dialects/istio.ts'
import { createRecorder } from '../../lab/prometheus/recorder.ts'
import { createMetricRegistry } from '../../lab/prometheus/registry.ts'
import {
  createSampleStore,
  type SampleStore,
  type Series,
} from '../../lab/prometheus/sample-store.ts'
import { startControllers } from '../../lab/store/controllers/controllers.ts'
import { ObjectStore } from '../../lab/store/object-store.ts'
import { defaultTopology } from '../../lab/world/default-world.ts'
import { buildObjects } from '../../lab/world/objects.ts'
import { randomFrom } from '../../lab/world/random.ts'
import { createRuntimeMetrics } from '../../lab/world/runtime/runtime-metrics.ts'
import { createTraffic } from '../../lab/world/traffic/traffic.ts'

export interface LabSamples {
  readonly store: SampleStore
  readonly fromMs: number
  readonly toMs: number
}

/** Some minutes of the lab's world, simulated at once and always the same. */
export function simulateLab(startMs: number, seconds: number): LabSamples {
  const objects = new ObjectStore({ nowMs: () => startMs })
  const controllers = startControllers(objects, { random: randomFrom(7), delayMs: 60_000 })
  for (const object of buildObjects(defaultTopology)) objects.create(object)
  controllers.settle()
  controllers.stop()
  const registry = createMetricRegistry()
  const store = createSampleStore({ retentionMs: seconds * 2000 })
  const runtimes = createRuntimeMetrics({ topology: defaultTopology, objects, registry, seed: 11 })
  const record = createRecorder({ registry, store, intervalMs: 15_000 })
  const traffic = createTraffic({
    topology: defaultTopology,
    objects,
    seed: 11,
    startMs,
    dialect: createIstioDialect({ registry }),
    traces: { add: () => undefined },
    traceRatio: 0,
    rateFactor: 0.2,
    onSecond: (nowMs) => {
      runtimes(nowMs)
      record(nowMs)
    },
  })
  const toMs = traffic.advanceTo(startMs + seconds * 1000)
  return { store, fromMs: startMs, toMs }
}

const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '"': '\\"', '\n': '\\n' }

/** Writes all samples as OpenMetrics text with timestamps, for another store to take in. */
export function writeOpenMetrics({ store, fromMs, toMs }: LabSamples, file: string): void {
  const byName = new Map<string, Series[]>()
  for (const series of store.select([])) {
    const name = series.labels.get('__name__')
    byName.set(name, [...(byName.get(name) ?? []), series])
  }
  const handle = openSync(file, 'w')
  for (const [name, all] of byName)
    for (const { labels, column } of all) {
      const pairs = labels.names.map((label, index) => {
        const value = labels.values[index] ?? ''
        return `${label}="${value.replace(/[\\"\n]/g, (found) => escapes[found] ?? '')}"`
      })
      const head = `${name}{${pairs.filter((pair) => !pair.startsWith('__name__=')).join(',')}}`
      const { times, values } = column.read(fromMs, toMs)
      const lines = times.map(
        (timeMs, index) => `${head} ${String(values[index])} ${timeMs / 1000}\n`,
      )
      writeSync(handle, lines.join(''))
    }
  writeSync(handle, '# EOF\n')
  closeSync(handle)
}
