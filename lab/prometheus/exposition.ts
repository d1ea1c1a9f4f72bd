import type { LabelSet } from './label-set.ts'
import type { MetricRegistry, RegistryEntry } from './registry.ts'
import { formatValue } from './promql/format-value.ts'

export const expositionType = 'text/plain; version=0.0.4; charset=utf-8'

/** All current counters in Prometheus's text format, by family. */
export function exposition(registry: MetricRegistry): string {
  const byFamily = new Map<string, RegistryEntry[]>()
  for (const entry of registry.entries()) {
    const list = byFamily.get(entry.family.name)
    if (list === undefined) byFamily.set(entry.family.name, [entry])
    else list.push(entry)
  }
  const lines: string[] = []
  for (const [name, entries] of byFamily) {
    const family = entries[0]?.family
    lines.push(
      `# HELP ${name} ${family?.help ?? ''}`,
      `# TYPE ${name} ${family?.type ?? 'untyped'}`,
    )
    for (const entry of entries) pushLines(lines, name, entry)
  }
  return lines.length === 0 ? '' : `${lines.join('\n')}\n`
}

function pushLines(lines: string[], name: string, entry: RegistryEntry): void {
  const { labels, counter, histogram, bounds } = entry
  const pairs = pairsOf(labels)
  if (counter !== null) lines.push(line(name, pairs, counter.value))
  if (histogram === null) return
  let cumulative = 0
  histogram.counts.forEach((count, index) => {
    cumulative += count
    const le = index < bounds.length ? String(bounds[index]) : '+Inf'
    lines.push(line(`${name}_bucket`, [...pairs, `le="${le}"`], cumulative))
  })
  lines.push(line(`${name}_sum`, pairs, histogram.sum), line(`${name}_count`, pairs, cumulative))
}

function pairsOf({ names, values }: LabelSet): readonly string[] {
  return names.map((name, index) => `${name}="${escaped(values[index] ?? '')}"`)
}

function escaped(value: string): string {
  return value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')
}

function line(name: string, pairs: readonly string[], value: number): string {
  return `${name}${pairs.length === 0 ? '' : `{${pairs.join(',')}}`} ${formatValue(value)}`
}
