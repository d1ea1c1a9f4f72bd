/** One counter of a trap: what it is called, its labels by hand, and how fast it grows. */
export interface Counter {
  readonly family: string // without _total
  readonly labels: Readonly<Record<string, string>>
  readonly perSecond: number
  /** Seconds before the end at which the process behind it starts anew, from nothing. */
  readonly restartedBefore?: number
  /** Only this many samples, the last ones. */
  readonly onlyLast?: number
}

/** A histogram: how many observations per second lie below each bound, `+Inf` last. */
export interface Histogram {
  readonly family: string
  readonly labels: Readonly<Record<string, string>>
  readonly perSecondByBound: Readonly<Record<string, number>>
  readonly mean: number
}

const scrapeSeconds = 15
const lastingSeconds = 600
const startValue = 100_000 // high enough that no rate is cut off at the birth of the counter

/** OpenMetrics text with a sample every 15 s over the ten minutes before `endSeconds`. */
export function writeOpenMetrics(
  endSeconds: number,
  counters: readonly Counter[],
  histograms: readonly Histogram[],
): string {
  const lines: string[] = []
  for (const [family, members] of Map.groupBy(counters, (counter) => counter.family)) {
    lines.push(`# TYPE ${family} counter`)
    for (const counter of members) lines.push(...writeCounter(counter, endSeconds))
  }
  for (const [family, members] of Map.groupBy(histograms, (histogram) => histogram.family)) {
    lines.push(`# TYPE ${family} histogram`)
    for (const histogram of members) lines.push(...writeHistogram(histogram, endSeconds))
  }
  return `${lines.join('\n')}\n# EOF\n`
}

function writeCounter(counter: Counter, endSeconds: number): readonly string[] {
  const { family, labels, perSecond, restartedBefore = -1, onlyLast = Infinity } = counter
  const series = `${family}_total${writeLabels(labels)}`
  return agesOf(onlyLast).map((age) => {
    const isNew = age < restartedBefore
    const value = isNew
      ? (restartedBefore - age) * perSecond
      : startValue + (lastingSeconds - age) * perSecond
    return `${series} ${value} ${endSeconds - age}`
  })
}

function writeHistogram(histogram: Histogram, endSeconds: number): readonly string[] {
  const { family, labels, perSecondByBound, mean } = histogram
  const all = perSecondByBound['+Inf'] ?? 0
  const named = writeLabels(labels)
  const parts = [
    ...Object.entries(perSecondByBound).map(([le, perSecond]) => ({
      series: `${family}_bucket${writeLabels({ ...labels, le })}`,
      perSecond,
    })),
    { series: `${family}_sum${named}`, perSecond: all * mean },
    { series: `${family}_count${named}`, perSecond: all },
  ]
  return parts.flatMap(({ series, perSecond }) =>
    agesOf(Infinity).map(
      (age) => `${series} ${(lastingSeconds - age) * perSecond} ${endSeconds - age}`,
    ),
  )
}

/** Seconds before the end, oldest first. */
function agesOf(onlyLast: number): readonly number[] {
  const count = lastingSeconds / scrapeSeconds + 1
  const ages = Array.from({ length: count }, (_, index) => (count - 1 - index) * scrapeSeconds)
  return onlyLast === Infinity ? ages : ages.slice(-onlyLast)
}

function writeLabels(labels: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${value}"`)
  return `{${pairs.join(',')}}`
}
