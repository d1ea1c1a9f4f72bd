import { isNode, isSeq, parseDocument, type Document } from 'yaml'
import type { PatchStep } from '#contract/validations.ts'

/** The text after a JSON patch, with its comments; null when the patch does not fit it. */
export function fixText(text: string, patch: readonly PatchStep[]): string | null {
  const document = parseDocument(text)
  try {
    for (const step of patch) applyStep(document, step)
    return document.toString({ lineWidth: 0, flowCollectionPadding: /[{[] /.test(text) })
  } catch {
    return null
  }
}

function applyStep(document: Document, step: PatchStep): void {
  const path = readPointer(step.path)
  if (step.op === 'remove') document.deleteIn(path)
  else if (step.op === 'replace') replaceIn(document, path, step.value)
  else if (step.op === 'add') addIn(document, path, step.value)
}

/** What was said beside the old value stays beside the new one. */
function replaceIn(document: Document, path: readonly string[], value: unknown): void {
  const before = document.getIn(path, true)
  const node = document.createNode(value)
  if (isNode(before)) {
    node.comment = before.comment ?? null
    node.commentBefore = before.commentBefore ?? null
  }
  document.setIn(path, node)
}

/** Into a list, `add` makes room at its index; `-` is behind the last. */
function addIn(document: Document, path: readonly string[], value: unknown): void {
  const parent = document.getIn(path.slice(0, -1))
  const node = document.createNode(value)
  if (!isSeq(parent)) {
    document.setIn(path, node)
    return
  }
  const last = path.at(-1) ?? '-'
  parent.items.splice(last === '-' ? parent.items.length : Number(last), 0, node)
}

function readPointer(pointer: string): readonly string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
}
