import { parseSync, type ESTree } from 'vite'
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

type Node = ESTree.Node

/** A place in the syntax, with what is around it. */
interface Spot {
  readonly node: Node
  readonly around: Spot | null
}

/** The texts of one file of the page, read from its syntax. Throws for what cannot be parsed. */
export function readTexts({ path, text }: SourceFile): TextsOfFile {
  const { program, errors } = parseSync(path, text)
  if (errors.length > 0) throw new Error(`${path}: ${errors.map(({ message }) => message).join()}`)
  const asked: AskedText[] = []
  const bare: string[] = []
  const unreadable: string[] = []
  const placeOf = ({ start }: Node): string => `${path}:${text.slice(0, start).split('\n').length}`

  function ask(node: Node, value: Node | null, options: Node | undefined): void {
    const literal = value === null ? null : wholeText(value)
    if (literal === null) unreadable.push(placeOf(node))
    else asked.push({ text: literal, context: contextIn(options), place: placeOf(node) })
  }

  function visit(spot: Spot): void {
    const { node } = spot
    const next = (children: readonly Node[]): void =>
      children.forEach((child) => visit({ node: child, around: spot }))
    if (isCallOf(node, 't')) {
      const [value = null, ...rest] = node.arguments
      ask(node, value, rest[0])
      next(rest)
      return
    }
    if (isElementOf(node, 'Trans')) {
      const { attributes } = node.openingElement
      ask(node, valueOf(attributes, 'text'), valueOf(attributes, 'values') ?? undefined)
      next(attributes.filter((one) => !isAttribute(one, 'text')))
      return
    }
    if (isSpoken(spot))
      bare.push(`${placeOf(node)} ${text.slice(node.start, node.end).trim().slice(0, 80)}`)
    next(childrenOf(node))
  }
  visit({ node: program, around: null })
  return { asked, bare, unreadable }
}

function childrenOf(node: Node): readonly Node[] {
  return Object.values<unknown>({ ...node })
    .flat()
    .filter(isNode)
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value
}

function isCallOf(node: Node, name: string): node is ESTree.CallExpression {
  return node.type === 'CallExpression' && nameOf(node.callee) === name
}

function isElementOf(node: Node, name: string): node is ESTree.JSXElement {
  if (node.type !== 'JSXElement' || node.closingElement !== null) return false
  return nameOf(node.openingElement.name) === name
}

const isAttribute = (node: Node, name: string): node is ESTree.JSXAttribute =>
  node.type === 'JSXAttribute' && nameOf(node.name) === name

function valueOf(attributes: readonly Node[], name: string): Node | null {
  const found = attributes.find((one): one is ESTree.JSXAttribute => isAttribute(one, name))
  const value = found?.value ?? null
  return value?.type === 'JSXExpressionContainer' ? value.expression : value
}

function contextIn(options: Node | undefined): string | null {
  if (options?.type !== 'ObjectExpression') return null
  for (const property of options.properties)
    if (property.type === 'Property' && nameOf(property.key) === 'context')
      return wholeText(property.value)
  return null
}

/** Of an identifier, or of a key or an attribute as it is written. */
function nameOf(node: Node): string {
  if (node.type === 'Identifier' || node.type === 'JSXIdentifier') return node.name
  return wholeText(node) ?? ''
}

/** Of a literal without holes. */
function wholeText(node: Node): string | null {
  if (node.type === 'TemplateLiteral' && node.quasis.length > 1) return null
  return literalText(node)
}

/** Of any literal, with a figure in each hole. */
function literalText(node: Node): string | null {
  if (node.type === 'Literal') return typeof node.value === 'string' ? node.value : null
  if (node.type !== 'TemplateLiteral') return null
  return node.quasis.map(({ value }) => value.cooked ?? value.raw).join('1')
}

/** Whether it is text, written where people read it. */
function isSpoken(spot: Spot): boolean {
  const { node } = spot
  if (node.type === 'JSXText')
    return word.test(node.value) && !unit.test(node.value) && !isTyped(spot)
  const text = literalText(node)
  if (text === null || !word.test(text) || unit.test(text) || ofStyles.test(text)) return false
  const use = useOf(spot)
  return use === 'spoken' || (use === 'open' && sentence.test(text))
}

function isTyped({ around }: Spot): boolean {
  if (around?.node.type !== 'JSXElement') return false
  return silentElements.has(nameOf(around.node.openingElement.name))
}

type Use = 'spoken' | 'silent' | 'open'

/** What a literal is for, after the nearest thing around it that says so. */
function useOf(literal: Spot): Use {
  for (let spot = literal; spot.around !== null; spot = spot.around) {
    const use = useWithin(spot.node, spot.around)
    if (use !== null) return use
  }
  return 'open'
}

function useWithin(node: Node, around: Spot): Use | null {
  const parent = around.node
  if (isNeverRead(node, parent)) return 'silent'
  switch (parent.type) {
    case 'Property':
      return parent.shorthand || parent.method ? null : useOfProperty(node, parent)
    case 'CallExpression':
    case 'NewExpression':
      return silentCalls.has(calledName(parent.callee)) ? 'silent' : 'open'
    case 'JSXAttribute':
      return useOfName(nameOf(parent.name))
    case 'JSXExpressionContainer':
      return useOfExpression(around)
    case 'FunctionDeclaration':
      return 'open'
    default:
      return null
  }
}

/** A name of a module or of a type, what is compared, what is looked up. */
function isNeverRead(node: Node, parent: Node): boolean {
  if (parent.type === 'BinaryExpression') return comparisons.has(parent.operator)
  if (parent.type === 'MemberExpression') return parent.computed
  if (parent.type === 'ConditionalExpression') return parent.test === node
  if (parent.type === 'SwitchCase') return parent.test === node
  return parent.type === 'ImportDeclaration' || parent.type === 'TSLiteralType'
}

const comparisons: ReadonlySet<string> = new Set(['===', '!==', 'in'])

function useOfProperty(
  node: Node,
  { key }: ESTree.ObjectProperty | ESTree.BindingProperty | ESTree.AssignmentTargetProperty,
): Use | null {
  const use = key === node ? 'silent' : useOfName(nameOf(key))
  return use === 'open' ? null : use
}

function useOfExpression(container: Spot): Use | null {
  if (container.around?.node.type === 'JSXAttribute') return null
  return isTyped(container) ? 'silent' : 'spoken'
}

function useOfName(name: string): Use {
  return spokenNames.has(name) ? 'spoken' : silentNames.has(name) ? 'silent' : 'open'
}

function calledName(callee: Node): string {
  if (callee.type === 'MemberExpression') return nameOf(callee.property)
  return nameOf(callee)
}
