const msPerUnit: Readonly<Record<string, number>> = {
  h: 3_600_000,
  m: 60_000,
  s: 1000,
  ms: 1,
  us: 1e-3,
  ns: 1e-6,
}

/** Milliseconds of a duration as Istio writes them (`1h30m`, `1.5s`, `250ms`); null when it is none. */
export function readDurationMs(text: string | null): number | null {
  if (text === null || !/^(?:\d+(?:\.\d+)?(?:h|ms|m|s|us|ns))+$/.test(text)) return null
  let ms = 0
  for (const [, amount = '', unit = ''] of text.matchAll(/(\d+(?:\.\d+)?)(h|ms|m|s|us|ns)/g)) {
    ms += Number(amount) * (msPerUnit[unit] ?? 0)
  }
  return ms
}
