import { anchored } from '../matcher.ts'
import { emptyLabelSet } from '../label-set.ts'
import type { LabelSet } from '../label-set.ts'
import { ExecutionError } from './syntax.ts'
import type { Expr } from './syntax.ts'
import { distinct } from './values.ts'
import type { Sample } from './values.ts'

/** Functions that change each value by itself; the scalars after the vector are theirs. */
export const valueFunctions: Readonly<
  Record<string, (value: number, ...scalars: readonly number[]) => number>
> = {
  abs: (value) => Math.abs(value),
  ceil: (value) => Math.ceil(value),
  floor: (value) => Math.floor(value),
  exp: (value) => Math.exp(value),
  sqrt: (value) => Math.sqrt(value),
  ln: (value) => Math.log(value),
  log2: (value) => Math.log2(value),
  log10: (value) => Math.log10(value),
  sgn: (value) => Math.sign(value),
  clamp: (value, least = NaN, most = NaN) => Math.max(least, Math.min(most, value)),
  clamp_min: (value, least = NaN) => Math.max(least, value),
  clamp_max: (value, most = NaN) => Math.min(most, value),
  round: (value, nearest = 1) => Math.floor(value / nearest + 0.5) / (1 / nearest),
}

/** Functions of an instant in seconds, UTC. */
export const calendarFunctions: Readonly<Record<string, (date: Date) => number>> = {
  minute: (date) => date.getUTCMinutes(),
  hour: (date) => date.getUTCHours(),
  day_of_week: (date) => date.getUTCDay(),
  day_of_month: (date) => date.getUTCDate(),
  month: (date) => date.getUTCMonth() + 1,
  year: (date) => date.getUTCFullYear(),
}

/** One sample with the labels that the selector demands, when it found nothing. */
export function absentSample(arg: Expr): Sample {
  const selector = arg.kind === 'matrix' ? arg.selector : arg
  if (selector.kind !== 'selector') return { labels: emptyLabelSet, value: 1 }
  const seen = new Set<string>()
  let labels: LabelSet = emptyLabelSet
  for (const { label, operator, value } of selector.matchers) {
    if (label === '__name__') continue
    const isFirst = operator === '=' && !seen.has(label)
    seen.add(label)
    labels = labels.with(label, isFirst ? value : '')
  }
  return { labels, value: 1 }
}

const labelName = /^[a-zA-Z_][a-zA-Z0-9_]*$/

export function labelReplace(
  samples: readonly Sample[],
  texts: readonly string[],
): readonly Sample[] {
  const [target = '', replacement = '', source = '', pattern = ''] = texts
  if (!labelName.test(target)) {
    throw new ExecutionError(`invalid destination label name in label_replace(): ${target}`)
  }
  const regex = compiled(pattern)
  return distinct(
    samples.map((sample) => {
      const match = regex.exec(sample.labels.get(source))
      if (match === null) return sample
      return { ...sample, labels: sample.labels.with(target, expand(replacement, match)) }
    }),
  )
}

function compiled(pattern: string): RegExp {
  try {
    return anchored(pattern)
  } catch (error) {
    throw new ExecutionError(`invalid regular expression in label_replace(): ${pattern}`, {
      cause: error,
    })
  }
}

/** Go's templates: `$1`, `${1}`, `$name`, `$$`; a name is as long as it can be, and '' if unknown. */
function expand(template: string, match: RegExpExecArray): string {
  return template.replace(/\$(?:\$|\{(\w+)\}|(\w+))/g, (whole, braced?: string, bare?: string) => {
    if (whole === '$$') return '$'
    const name = braced ?? bare ?? ''
    return (/^\d+$/.test(name) ? match[Number(name)] : match.groups?.[name]) ?? ''
  })
}

export function labelJoin(samples: readonly Sample[], texts: readonly string[]): readonly Sample[] {
  const [target = '', separator = '', ...sources] = texts
  if (!labelName.test(target)) {
    throw new ExecutionError(`invalid destination label name in label_join(): ${target}`)
  }
  return distinct(
    samples.map((sample) => {
      const joined = sources.map((source) => sample.labels.get(source)).join(separator)
      return { ...sample, labels: sample.labels.with(target, joined) }
    }),
  )
}
