import ts from 'typescript'
import type { SourceFile } from './sources.ts'

/** A text that is asked of the library. */
export interface AskedText {
  readonly text: string
  readonly context: string | null
  readonly place: string // path:line
}

export interface TextsOfFile {
  readonly asked: readonly AskedText[]
  /** What a person would read although nobody translates it, with its place. */
  readonly bare: readonly string[]
  /** Calls whose text is made while the page runs: no translation can be made for it. */
  readonly unreadable: readonly string[]
}

/** Attributes and properties whose value is read by people, be it one small word. */
const spokenNames = new Set([
  ...[
    'aria-label',
    'title',
    'label',
    'placeholder',
    'titleText',
    'alt',
    'caption',
    'word',
    'short',
  ],
  ...['text', 'description', 'meaning', 'hint', 'tooltip', 'many', 'words', 'term'],
  ...['screenreaderText', 'screenReaderText', 'dataLabel'],
])
/** What is in these is written for machines, or is a name that they gave. */
const silentNames = new Set([
  ...[
    'className',
    'id',
    'key',
    'type',
    'variant',
    'status',
    'role',
    'path',
    'to',
    'href',
    'style',
    'selector',
  ],
  ...['fontFamily', 'expression', 'gridTemplateColumns', 'aria-labelledby', 'aria-describedby'],
  ...['d', 'viewBox', 'modifier', 'width', 'minWidth', 'maxWidth', 'fieldId', 'code', 'promql'],
  ...['signs', 'trigger'],
])
const silentCalls = new Set([
  ...['Error', 'TypeError', 'DateTimeFormat', 'querySelector', 'querySelectorAll', 'matchMedia'],
  ...[
    'startsWith',
    'endsWith',
    'includes',
    'split',
    'setProperty',
    'setAttribute',
    'add',
    'toggle',
  ],
])
/** Elements of what is typed or pressed. */
const silentElements = new Set(['code', 'kbd', 'pre'])

const word = /\p{L}{2,}/u
const sentence = /\p{L}[\p{L}’)…,.:]*\s+[\p{L}(]/u
const ofStyles =
  /(^|\s)(al|pf)-|\[[\w-]+[\^*$]?[=\]]|^[a-z]+[A-Z]\w*$|^\S+=\S+$|^# |^(M\d|var\(|calc\(|minmax\(|url\(|https?:|\/)|\d(px|rem|fr|%)\b/
const unit =
  /^[\W\d]*(µ?s|ms|min|rps|B\/s|conn\/s|msg\/s|mTLS|HTTP|gRPC|TCP|TLS|UTC|Alidade|CSV|JSON|YAML|SVG|PNG|OK|Aa|init|\dxx|p\d+|Ctrl\+S|[CLER]DS)?[\W\d]*$/

/** The texts of one file of the page, read from its syntax. */
export function readTexts({ path, text }: SourceFile): TextsOfFile {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true)
  const asked: AskedText[] = []
  const bare: string[] = []
  const unreadable: string[] = []
  const placeOf = (node: ts.Node): string =>
    `${path}:${source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1}`

  function ask(node: ts.Node, value: ts.Node | undefined, options: ts.Node | undefined): void {
    if (value !== undefined && ts.isStringLiteralLike(value))
      asked.push({ text: value.text, context: contextIn(options), place: placeOf(node) })
    else unreadable.push(placeOf(node))
  }

  function visit(node: ts.Node): void {
    if (isCallOf(node, 't')) {
      ask(node, node.arguments[0], node.arguments[1])
      node.arguments.slice(1).forEach(visit)
      return
    }
    if (isElementOf(node, 'Trans')) {
      const attribute = (name: string): ts.Node | undefined => valueOf(node, name)
      ask(node, attribute('text'), attribute('values'))
      ts.forEachChild(node.attributes, (child) => {
        if (!(ts.isJsxAttribute(child) && child.name.getText(source) === 'text')) visit(child)
      })
      return
    }
    if (isSpoken(node)) bare.push(`${placeOf(node)} ${node.getText(source).trim().slice(0, 80)}`)
    ts.forEachChild(node, visit)
  }
  visit(source)
  return { asked, bare, unreadable }
}

function isCallOf(node: ts.Node, name: string): node is ts.CallExpression {
  return (
    ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === name
  )
}

function isElementOf(node: ts.Node, name: string): node is ts.JsxSelfClosingElement {
  return ts.isJsxSelfClosingElement(node) && node.tagName.getText() === name
}

function valueOf(element: ts.JsxSelfClosingElement, name: string): ts.Node | undefined {
  const found = element.attributes.properties.find(
    (one): one is ts.JsxAttribute => ts.isJsxAttribute(one) && one.name.getText() === name,
  )?.initializer
  return found !== undefined && ts.isJsxExpression(found) ? found.expression : found
}

function contextIn(options: ts.Node | undefined): string | null {
  if (options === undefined || !ts.isObjectLiteralExpression(options)) return null
  for (const property of options.properties)
    if (
      ts.isPropertyAssignment(property) &&
      property.name.getText() === 'context' &&
      ts.isStringLiteral(property.initializer)
    )
      return property.initializer.text
  return null
}

/** Whether it is text, written where people read it. */
function isSpoken(node: ts.Node): boolean {
  if (ts.isJsxText(node)) return word.test(node.text) && !unit.test(node.text) && !isTyped(node)
  const text = literalText(node)
  if (text === null || !word.test(text) || unit.test(text) || ofStyles.test(text)) return false
  const use = useOf(node)
  return use === 'spoken' || (use === 'open' && sentence.test(text))
}

function literalText(node: ts.Node): string | null {
  if (ts.isStringLiteralLike(node)) return node.text
  if (!ts.isTemplateExpression(node)) return null
  return [node.head, ...node.templateSpans.map(({ literal }) => literal)]
    .map(({ text }) => text)
    .join('1')
}

const isTyped = ({ parent }: ts.Node): boolean =>
  ts.isJsxElement(parent) && silentElements.has(parent.openingElement.tagName.getText())

type Use = 'spoken' | 'silent' | 'open'

/** What a literal is for, after the nearest thing around it that says so. */
function useOf(literal: ts.Node): Use {
  for (let node = literal; !ts.isSourceFile(node.parent); node = node.parent) {
    const use = useWithin(node, node.parent)
    if (use !== null) return use
  }
  return 'open'
}

function useWithin(node: ts.Node, parent: ts.Node): Use | null {
  if (isNeverRead(node, parent)) return 'silent'
  if (ts.isPropertyAssignment(parent)) return useOfProperty(node, parent)
  if (ts.isCallExpression(parent) || ts.isNewExpression(parent))
    return silentCalls.has(calledName(parent.expression)) ? 'silent' : 'open'
  if (ts.isJsxAttribute(parent)) return useOfName(parent.name.getText())
  if (ts.isJsxExpression(parent) && !ts.isJsxAttribute(parent.parent))
    return isTyped(parent) ? 'silent' : 'spoken'
  return ts.isFunctionDeclaration(parent) ? 'open' : null
}

/** A name of a module or of a type, what is compared, what is looked up. */
function isNeverRead(node: ts.Node, parent: ts.Node): boolean {
  if (ts.isImportDeclaration(parent) || ts.isTypeNode(parent)) return true
  if (ts.isBinaryExpression(parent)) return isComparison(parent)
  if (ts.isCaseClause(parent) || ts.isElementAccessExpression(parent)) return true
  return ts.isConditionalExpression(parent) && parent.condition === node
}

function useOfProperty(node: ts.Node, property: ts.PropertyAssignment): Use | null {
  const use = property.name === node ? 'silent' : useOfName(property.name.getText())
  return use === 'open' ? null : use
}

function useOfName(name: string): Use {
  return spokenNames.has(name) ? 'spoken' : silentNames.has(name) ? 'silent' : 'open'
}

const isComparison = ({ operatorToken }: ts.BinaryExpression): boolean =>
  ['===', '!==', 'in'].includes(operatorToken.getText())

function calledName(callee: ts.Expression): string {
  if (ts.isPropertyAccessExpression(callee)) return callee.name.text
  return ts.isIdentifier(callee) ? callee.text : ''
}
