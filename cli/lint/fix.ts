import { isNode, isScalar, isSeq, parse, parseDocument, type Document } from 'yaml'
import type { PatchStep } from '#contract/validations.ts'
import type { PlacedFinding } from './lint.ts'
import type { SourceDocument } from './parse.ts'

/** The new text of a document, and what was mended in it. */
export interface FixedDocument {
  readonly document: SourceDocument
  readonly text: string
  readonly fixed: readonly PlacedFinding[]
}

/**
 * Applies the fixes of findings to the documents they stand in. Comments and order stay. Of two
 * fixes of one object only the first is applied, since the second was made for what was there
 * before: run again for it.
 */
export function fixDocuments(findings: readonly PlacedFinding[]): readonly FixedDocument[] {
  const byDocument = Map.groupBy(
    findings.filter(({ finding }) => finding.fix !== null),
    ({ source }) => source.document,
  )
  return [...byDocument].map(([document, all]) => {
    const firstOfEach = new Map(all.toReversed().map((one) => [one.source, one]))
    const fixed = all.filter((one) => firstOfEach.get(one.source) === one)
    return { document, text: applyFixes(document.text, fixed), fixed }
  })
}

/** Where only values change, only they are written anew; else the document as a whole is. */
function applyFixes(text: string, fixed: readonly PlacedFinding[]): string {
  const parsed = parseDocument(text)
  const steps = fixed.flatMap(({ finding, source }) =>
    (finding.fix?.patch ?? []).map((step) => ({ step, at: source.at })),
  )
  const edits = steps.map(({ step, at }) => scalarEdit(parsed, step, at))
  if (edits.every((edit) => edit !== null)) return applyEdits(text, edits)
  for (const { step, at } of steps) applyStep(parsed, step, at)
  const written = parsed.toString({ lineWidth: 0, flowCollectionPadding: /[{[] /.test(text) })
  const isMarked = /^---[ \t]*\r?\n/.test(text) && !written.startsWith('---')
  return isMarked ? `---\n${written}` : written
}

interface Edit {
  readonly from: number
  readonly to: number
  readonly text: string
}

/** The change of one plain value; null for anything else. */
function scalarEdit(
  parsed: Document,
  step: PatchStep,
  at: readonly (string | number)[],
): Edit | null {
  if (step.op !== 'replace') return null
  const node = parsed.getIn([...at, ...readPointer(step.path)], true)
  const { value } = step
  const isPlain = typeof value === 'string' || typeof value === 'number'
  if (!isScalar(node) || !node.range || !isPlain || node.type?.startsWith('BLOCK')) return null
  const [from, to] = node.range
  return { from, to, text: writeScalar(value) }
}

/** Without quotes where that reads back to the same wherever it stands. */
function writeScalar(value: string | number): string {
  if (typeof value === 'number') return String(value)
  const isPlain = /^[A-Za-z][\w./*-]*$/.test(value) && parse(value) === value
  return isPlain ? value : JSON.stringify(value)
}

function applyEdits(text: string, edits: readonly Edit[]): string {
  return edits
    .toSorted((one, other) => other.from - one.from)
    .reduce((whole, edit) => whole.slice(0, edit.from) + edit.text + whole.slice(edit.to), text)
}

function applyStep(parsed: Document, step: PatchStep, at: readonly (string | number)[]): void {
  const path = [...at, ...readPointer(step.path)]
  if (step.op === 'remove') parsed.deleteIn(path)
  else if (step.op === 'replace') replaceIn(parsed, path, step.value)
  else if (step.op === 'add') addIn(parsed, path, step.value)
}

/** What was said beside the old value stays beside the new one. */
function replaceIn(parsed: Document, path: readonly (string | number)[], value: unknown): void {
  const before = parsed.getIn(path, true)
  const node = parsed.createNode(value)
  if (isNode(before)) {
    node.comment = before.comment ?? null
    node.commentBefore = before.commentBefore ?? null
  }
  parsed.setIn(path, node)
}

/** Into a list, `add` makes room at its index; `-` is behind the last. */
function addIn(parsed: Document, path: readonly (string | number)[], value: unknown): void {
  const parent = parsed.getIn(path.slice(0, -1))
  const node = parsed.createNode(value)
  if (!isSeq(parent)) {
    parsed.setIn(path, node)
    return
  }
  const last = String(path.at(-1))
  parent.items.splice(last === '-' ? parent.items.length : Number(last), 0, node)
}

function readPointer(pointer: string): readonly string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
}
