import { isNode, isSeq, parseDocument, type Document } from 'yaml'
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
    const parsed = parseDocument(document.text)
    const firstOfEach = new Map(all.toReversed().map((one) => [one.source, one]))
    const fixed = all.filter((one) => firstOfEach.get(one.source) === one)
    for (const { finding, source } of fixed) {
      for (const step of finding.fix?.patch ?? []) applyStep(parsed, step, source.at)
    }
    const flowCollectionPadding = !/\{\S/.test(document.text)
    const text = parsed.toString({ lineWidth: 0, flowCollectionPadding })
    const head = /^---[ \t]*\r?\n/.test(document.text) && !text.startsWith('---') ? '---\n' : ''
    return { document, text: head + text, fixed }
  })
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
