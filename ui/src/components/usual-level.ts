import type { ProxyInfo } from '#contract/proxy.ts'

type Levels = NonNullable<ProxyInfo['levels']>

/** The level that most loggers have; null where there are none. */
export function usualLevel(levels: Levels): string | null {
  const counts = new Map<string, number>()
  for (const { level } of levels) counts.set(level, (counts.get(level) ?? 0) + 1)
  const [most] = [...counts].sort(([, one], [, other]) => other - one)
  return most?.[0] ?? null
}

/** Loggers that have another level than most. */
export function unusualLoggers(levels: Levels): Levels {
  const usual = usualLevel(levels)
  return levels.filter(({ level }) => level !== usual)
}
