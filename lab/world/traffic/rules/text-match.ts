import { isRecord, stringAt } from '../../../store/json.ts'

export type TextTest = (text: string) => boolean

/** `{exact|prefix|regex: …}`; an empty one asks only that there is something. */
export function textTest(match: unknown, isCaseIgnored = false): TextTest {
  const fold = (text: string): string => (isCaseIgnored ? text.toLowerCase() : text)
  const exact = stringAt(match, 'exact')
  const prefix = stringAt(match, 'prefix')
  const regex = stringAt(match, 'regex')
  if (exact !== '') return (text) => fold(text) === fold(exact)
  if (prefix !== '') return (text) => fold(text).startsWith(fold(prefix))
  if (regex !== '') return regexTest(regex)
  return (text) => text !== ''
}

/** The whole text has to match; a pattern that does not compile matches nothing. */
export function regexTest(pattern: string): TextTest {
  try {
    const regex = new RegExp(`^(?:${pattern})$`)
    return (text) => regex.test(text)
  } catch {
    return () => false
  }
}

/** Istio's policies: `*`, `prefix*`, `*suffix` or the text itself. */
export function wildcardTest(pattern: string): TextTest {
  if (pattern === '*') return (text) => text !== ''
  if (pattern.endsWith('*')) return (text) => text.startsWith(pattern.slice(0, -1))
  if (pattern.startsWith('*')) return (text) => text.endsWith(pattern.slice(1))
  return (text) => text === pattern
}

/** True when every label of the selector is there with this value; an empty selector takes all. */
export function selects(selector: unknown, labels: Readonly<Record<string, string>>): boolean {
  if (!isRecord(selector)) return true
  return Object.entries(selector).every(([name, value]) => labels[name] === value)
}

const units: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 }

/** `1.5s`, `100ms`, `1m30s` in ms; null when it is no duration. */
export function durationMs(text: string): number | null {
  if (!/^(\d+(\.\d+)?(ms|[smh]))+$/.test(text)) return null
  let total = 0
  for (const [, amount = '0', unit = 's'] of text.matchAll(/(\d+(?:\.\d+)?)(ms|[smh])/g)) {
    total += Number(amount) * (units[unit] ?? 0)
  }
  return total
}
