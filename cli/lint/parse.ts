import { load, YAMLException } from 'js-yaml'
import type { FieldPath } from '#contract/validations.ts'
import { objectKeyOf, type KubeObject } from '../../server/seams/kube-object.ts'
import { countNodes, mostNodes } from './count-nodes.ts'
import { readObject } from './read-object.ts'
import type { Problem, SourceText } from './sources.ts'

/** One document of a text, to be parsed again with places when there is something to say of it. */
export interface SourceDocument {
  readonly file: string
  readonly text: string
  readonly line: number // of its first line in the file, from 1
  readonly contentLine: number // of the first line that is neither marker, comment nor blank
  readonly offset: number // of its first character in the file
}

/** An object and where it stands: a whole document, or an item of a List. */
export interface SourceObject {
  readonly object: KubeObject
  readonly document: SourceDocument
  readonly at: FieldPath // within the document
}

export interface Parsed {
  readonly objects: readonly SourceObject[]
  readonly problems: readonly Problem[]
}

/** All objects of the texts. A document that cannot be read is a problem; the others go on. */
export function parseSources(texts: readonly SourceText[], namespace: string): Parsed {
  const objects: SourceObject[] = []
  const problems: Problem[] = []
  for (const text of texts) {
    for (const document of splitDocuments(text)) {
      const parsed = parseDocument(document, namespace)
      objects.push(...parsed.objects)
      problems.push(...parsed.problems)
    }
  }
  return leaveOutTwins({ objects, problems })
}

const contentLine = /^(?!\.\.\.|%|[ \t]*(?:#|\r?$))/m
const marker = /^---(?=[ \t\r\n]|$)/gm

/** Documents by their `---` lines. Texts of comments and blanks only are left out. */
export function splitDocuments({ file, text }: SourceText): readonly SourceDocument[] {
  const starts = [0, ...[...text.matchAll(marker)].map(({ index }) => index)]
  const documents: SourceDocument[] = []
  let line = 1
  starts.forEach((start, index) => {
    const part = text.slice(start, starts[index + 1] ?? text.length)
    const content = part.replace(/^---[ \t]*/, '   ').search(contentLine)
    if (content !== -1) {
      const skipped = countLines(part.slice(0, content))
      documents.push({ file, text: part, line, contentLine: line + skipped, offset: start })
    }
    line += countLines(part)
  })
  return documents
}

function countLines(text: string): number {
  let count = 0
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) count += 1
  return count
}

function parseDocument(document: SourceDocument, namespace: string): Parsed {
  const { file, line, contentLine, text } = document
  const blame = (reason: string, at = contentLine): Parsed => ({
    objects: [],
    problems: [{ file, line: at, reason }],
  })
  let value: unknown
  try {
    value = load(text)
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error
    return blame(`${error.reason}.`, line + (error.mark?.line ?? 0))
  }
  // Without anchors there are no more values than characters.
  const isLarge = text.includes('&') || text.length > mostNodes
  if (isLarge && countNodes(value) > mostNodes) {
    return blame(`Its anchors stand for more than ${mostNodes} values: that is no manifest.`)
  }
  return readValue(value, { document, namespace })
}

function readValue(
  value: unknown,
  { document, namespace }: { readonly document: SourceDocument; readonly namespace: string },
): Parsed {
  const objects: SourceObject[] = []
  const problems: Problem[] = []
  for (const { at, object } of readObject(value, namespace)) {
    if (typeof object === 'string') {
      problems.push({ file: document.file, line: document.contentLine, reason: object })
    } else objects.push({ object, document, at })
  }
  return { objects, problems }
}

/** The API server knows one object of a name: which of two it would get last cannot be told. */
function leaveOutTwins({ objects, problems }: Parsed): Parsed {
  const firstByKey = new Map<string, SourceObject>()
  const twins: Problem[] = []
  for (const one of objects) {
    const key = objectKeyOf(one.object)
    const first = firstByKey.get(key)
    if (first === undefined) firstByKey.set(key, one)
    else {
      const { file, contentLine: line } = first.document
      const reason = `${key} is defined before, in ${file} line ${line}: only that one was checked.`
      twins.push({ file: one.document.file, line: one.document.contentLine, reason })
    }
  }
  return { objects: [...firstByKey.values()], problems: [...problems, ...twins] }
}
