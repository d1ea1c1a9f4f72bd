import type { Graph } from '#contract/graph.ts'
import {
  findOperand,
  operands,
  type Operand,
  type Reading,
} from '#contract/graph-language/operands.ts'
import type { Token } from '#contract/graph-language/tokens.ts'
import { t, translate } from '../../i18n/t.ts'
import { writeText } from './write.ts'

export interface Suggestion {
  /** What stands in the list. */
  readonly label: string
  readonly meaning: string
  /** What is put into the text. */
  readonly text: string
}

export const joints: readonly Suggestion[] = [
  { label: 'and', meaning: t('Both hold'), text: 'and ' },
  { label: 'or', meaning: t('One of them holds'), text: 'or ' },
]

const endPattern = /^(source|target|from|to)\./i

export function operandOf({ text }: Token): Operand | null {
  return findOperand(text.replace(endPattern, '').replace(/:.*/, ''))
}

/** Operands by all of their names; behind `source.` and `target.` those of nodes. */
export function subjects(
  start: string,
  graph: Pick<Graph, 'nodes' | 'edges'>,
): readonly Suggestion[] {
  const [prefix = ''] = endPattern.exec(start) ?? []
  const known = prefix === '' ? operands : operands.filter(({ about }) => about === 'node')
  const named = known.flatMap((operand) => {
    const { name, aliases, meaning, reading } = operand
    if (reading.type === 'label') return labelKeys(prefix, graph)
    const isByAlias = start !== '' && !name.startsWith(start.slice(prefix.length))
    const also = isByAlias
      ? aliases.filter((one) => one.startsWith(start.slice(prefix.length)))
      : []
    return [name, ...also].map((one) => ({
      label: prefix + one,
      meaning: one === name ? translate(meaning) : `${name}: ${translate(meaning)}`,
      text: `${prefix}${one} `,
    }))
  })
  return prefix === '' ? [...named, ...ends] : named
}

const ends: readonly Suggestion[] = ['source.', 'target.'].map((label) => ({
  label,
  meaning: t('An end of an edge: source.app = cart'),
  text: label,
}))

function labelKeys(prefix: string, { nodes }: Pick<Graph, 'nodes'>): readonly Suggestion[] {
  const keys = [...new Set(nodes.flatMap(({ labels }) => Object.keys(labels ?? {})))].sort()
  const any = {
    label: `${prefix}label:`,
    meaning: t('A label, by its key'),
    text: `${prefix}label:`,
  }
  const known = keys.map((key) => {
    return {
      label: `${prefix}label:${key}`,
      meaning: t('Has this label'),
      text: `${prefix}label:${key} `,
    }
  })
  return [any, ...known]
}

export function operatorsFor({ reading }: Operand): readonly Suggestion[] {
  const signs = reading.type === 'number' ? numberSigns : textSigns
  return Object.entries(signs).map(([label, meaning]) => ({ label, meaning, text: `${label} ` }))
}

const textSigns = {
  '=': t('Is'),
  '!=': t('Is not'),
  contains: t('Has it somewhere'),
  'not contains': t('Has it nowhere'),
  startswith: t('Begins with it'),
  endswith: t('Ends with it'),
} as const

const numberSigns = {
  '>': t('More than'),
  '>=': t('At least'),
  '<': t('Less than'),
  '<=': t('At most'),
  '=': t('Exactly'),
  '!=': t('Not exactly'),
} as const

const noRanks = { rankOf: () => null }

/** What an operand is on the graph on screen, and whatever else it may be. */
export function valuesFor(
  subject: Token,
  graph: Pick<Graph, 'nodes' | 'edges'>,
): readonly Suggestion[] {
  const operand = operandOf(subject)
  if (operand === null) return []
  if (operand.reading.type === 'number') {
    return [{ label: 'NaN', meaning: t('No activity'), text: 'NaN ' }]
  }
  const [, key = ''] = /:(.*)$/.exec(subject.text) ?? []
  const values =
    operand.about === 'node'
      ? textsIn(operand.reading, graph.nodes, key)
      : textsIn(operand.reading, graph.edges, key)
  return [...values].sort().map((value) => {
    return { label: value, meaning: '', text: `${writeText(value)} ` }
  })
}

function textsIn<Element>(
  reading: Reading<Element>,
  elements: readonly Element[],
  key: string,
): ReadonlySet<string> {
  if (reading.type === 'text') {
    if (reading.choices !== undefined) return new Set(Object.keys(reading.choices))
    const texts = elements.flatMap((element) => reading.read(element, noRanks))
    return new Set(texts.flatMap((text) => (text === null || text === '' ? [] : [text])))
  }
  if (reading.type !== 'label') return new Set()
  return new Set(elements.flatMap((element) => reading.read(element, noRanks)[key] ?? []))
}
