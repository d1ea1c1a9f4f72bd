import type { Graph } from '#contract/graph.ts'
import {
  joints,
  operandOf,
  operatorsFor,
  subjects,
  valuesFor,
  type Suggestion,
} from './suggestions.ts'
import { readTokens, type Token } from '#contract/graph-language/tokens.ts'

export interface Completion {
  readonly from: number
  readonly to: number
  readonly suggestions: readonly Suggestion[]
}

const most = 12

/** What may stand at the cursor, as far as it is typed; values are those of the graph on screen. */
export function complete(
  text: string,
  cursor: number,
  graph: Pick<Graph, 'nodes' | 'edges'>,
): Completion {
  const before = readTokens(text.slice(0, cursor)).filter(({ kind }) => kind !== 'end')
  const last = before.at(-1)
  const isTouching = last !== undefined && last.to === cursor && isOpenEnded(last)
  const typed = isTouching ? last : null
  const place = { from: typed?.from ?? cursor, to: cursor }
  const done = isTouching ? before.slice(0, -1) : before
  const start = typed?.text.toLowerCase() ?? ''
  const suggestions = possibilities(done, start, graph)
    .filter(({ label, text: whole }) => fits(label, start) && whole !== typed?.text)
    .sort((a, b) => distance(a.label, start) - distance(b.label, start))
    .slice(0, most)
    .map((one) => (/^\s/.test(text.slice(cursor)) ? { ...one, text: one.text.trimEnd() } : one))
  return { ...place, suggestions }
}

const isOpenEnded = ({ kind }: Token): boolean =>
  kind === 'word' || kind === 'quoted' || kind === 'and' || kind === 'or'

/** A letter or two are found within too many words: those must begin with them. */
function fits(label: string, start: string): boolean {
  const at = label.toLowerCase().indexOf(start)
  return at === 0 || (at > 0 && start.length > 2)
}

/** What begins as typed comes first, and of that what is nearly typed; else the order stays. */
function distance(label: string, start: string): number {
  if (start === '') return 0
  return label.length + (label.toLowerCase().startsWith(start) ? 0 : 1000)
}

function possibilities(
  done: readonly Token[],
  start: string,
  graph: Pick<Graph, 'nodes' | 'edges'>,
): readonly Suggestion[] {
  const last = done.at(-1)
  if (last?.kind === 'operator') {
    const subject = done.at(-2)?.kind === 'not' ? done.at(-3) : done.at(-2)
    return subject === undefined ? [] : valuesFor(subject, graph)
  }
  if (last === undefined || startsCriterion(last)) return subjects(start, graph)
  return done.at(-2)?.kind === 'operator' ? joints : behindSubject(last)
}

/** An operator where there must or may be one; else on to the next criterion. */
function behindSubject(subject: Token): readonly Suggestion[] {
  const operand = operandOf(subject)
  if (operand === null || operand.reading.type === 'flag') return joints
  const mayStandAlone = operand.reading.type === 'label'
  return [...operatorsFor(operand), ...(mayStandAlone ? joints : [])]
}

function startsCriterion({ kind, text }: Token): boolean {
  if (kind === 'word') return text.toLowerCase() === 'is' || text.toLowerCase() === 'has'
  return kind === 'and' || kind === 'or' || kind === 'not' || kind === 'open'
}
