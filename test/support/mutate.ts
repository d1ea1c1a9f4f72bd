import type { Random } from '../../lab/world/random.ts'

export type Json = unknown

const oddValues: readonly Json[] = [
  ...[null, true, false, 0, -1, 1e308, 0.5, Number.MAX_SAFE_INTEGER, '', ' ', '*', '.', '*.', '/'],
  ...['~', '-', 'a'.repeat(300), '\u0000', '\u{1f600}', '__proto__', 'constructor', '1.5.3', '%zz'],
  ...['*.*', '..', 'a..b', 'host:', '[::1]:80', '10.0.0.0/33', '(((', '2026-99-99', '1h1h', '-1s'],
  ...[[], {}, [[]], [null], [{}], { '': '' }, ['*', '*'], { matchLabels: null }, [1, 'a', null]],
]

export function pick<Item>(random: Random, items: readonly Item[]): Item | undefined {
  return items[Math.floor(random() * items.length)]
}

/** One change somewhere below: a value put in, left out, doubled, renamed, or taken from elsewhere. */
export function mutate(value: Json, random: Random, depth = 0): Json {
  if (typeof value !== 'object' || value === null || random() < 0.08 + depth * 0.04)
    return pick(random, oddValues)
  if (Array.isArray(value)) return mutateList(value, random, depth)
  const entries = Object.entries(value)
  const at = Math.floor(random() * entries.length)
  return Object.fromEntries(
    entries.flatMap(([name, item], index): (readonly [string, Json])[] => {
      if (index !== at) return [[name, item]]
      if (random() < 0.1) return []
      if (random() < 0.05) return [[`${name}s`, item]]
      return [[name, mutate(item, random, depth + 1)]]
    }),
  )
}

function mutateList(list: readonly Json[], random: Random, depth: number): Json {
  if (list.length === 0) return [pick(random, oddValues)]
  if (random() < 0.1) return [...list, ...list]
  if (random() < 0.05) return list.slice(1)
  const at = Math.floor(random() * list.length)
  return list.map((item, index) => (index === at ? mutate(item, random, depth + 1) : item))
}
