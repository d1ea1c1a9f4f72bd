import type { Response } from 'express'
import { compareLabelSets } from '../label-set.ts'
import type { Family } from '../registry.ts'
import type { SampleStore, Series } from '../sample-store.ts'
import { parseQuery } from '../promql/parse.ts'
import { QueryError } from '../promql/syntax.ts'
import type { Selector } from '../promql/syntax.ts'
import { labelsJson, writeData } from './answers.ts'
import { BadDataError, invalid } from './params.ts'
import type { Params } from './params.ts'

const truncated = ['results truncated due to limit']

export function answerSeries(params: Params, response: Response, store: SampleStore): void {
  if (params.all('match[]').length === 0) throw new BadDataError('no match[] parameter provided')
  const limit = params.limit()
  const found = matching(params, store).sort((a, b) => compareLabelSets(a.labels, b.labels))
  const rows = found.slice(0, limit).map(({ labels }) => labelsJson(labels))
  writeData(response, `[${rows.join(',')}]`, found.length > limit ? truncated : [])
}

export function answerLabels(params: Params, response: Response, store: SampleStore): void {
  const names = new Set(matching(params, store).flatMap(({ labels }) => labels.names))
  writeTexts(response, names, params.limit())
}

interface LabelAsk {
  readonly params: Params
  readonly label: string
}

export function answerLabelValues(
  { params, label }: LabelAsk,
  response: Response,
  store: SampleStore,
): void {
  if (!/^[a-zA-Z_][a-zA-Z0-9_]*$/.test(label)) {
    throw new BadDataError(`invalid label name: ${JSON.stringify(label)}`)
  }
  const values = new Set(matching(params, store).map(({ labels }) => labels.get(label)))
  values.delete('')
  writeTexts(response, values, params.limit())
}

function writeTexts(response: Response, texts: ReadonlySet<string>, limit: number): void {
  const sorted = [...texts].sort()
  writeData(
    response,
    JSON.stringify(sorted.slice(0, limit)),
    sorted.length > limit ? truncated : [],
  )
}

export function answerMetadata(
  params: Params,
  response: Response,
  families: readonly Family[],
): void {
  const metric = params.text('metric')
  const chosen = families
    .filter(({ name }) => metric === '' || name === metric)
    .slice(0, params.limit())
    .map(({ name, type, help }) => [name, [{ type, help, unit: '' }]])
  writeData(response, JSON.stringify(Object.fromEntries(chosen)))
}

/** Series that any of the given selectors wants and that have samples in the given time. */
function matching(params: Params, store: SampleStore): Series[] {
  const startMs = params.timeMs('start', -Infinity)
  const endMs = params.timeMs('end', Infinity)
  const selectors = params.all('match[]').map(selectorOf)
  const found = new Set(
    selectors.length === 0
      ? store.select([])
      : selectors.flatMap(({ matchers }) => store.select(matchers)),
  )
  return [...found].filter(({ column }) => column.newestMs >= startMs && column.oldestMs <= endMs)
}

function selectorOf(text: string): Selector {
  try {
    const expr = parseQuery(text)
    if (expr.kind === 'selector') return expr
  } catch (error) {
    if (error instanceof QueryError) throw invalid('match[]', error.message)
    throw error
  }
  throw invalid('match[]', `${JSON.stringify(text)} is no series selector`)
}
