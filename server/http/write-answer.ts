import { z } from '#contract/setup.ts'
import { ByteSheet } from './byte-sheet.ts'

type Writer = (body: unknown) => Buffer
type PartWriter = (part: unknown, sheet: ByteSheet) => void

const writers = new WeakMap<z.ZodType, Writer>()

/**
 * The JSON of an answer as UTF-8, parsed by its schema first: what differs from the contract throws.
 * Long lists are parsed and written element by element, and the bytes of an element that comes
 * again, such as an edge between two closed namespaces in everybody's picture, are kept for as long
 * as it lives. A long text put together and then encoded would cost more than all that is in it.
 */
export function writeAnswer(schema: z.ZodType, body: unknown): Buffer {
  let writer = writers.get(schema)
  if (writer === undefined) writers.set(schema, (writer = writerOf(schema)))
  return writer(body)
}

/** Below, all at once is as fast. */
const leastWorthKeeping = 200

function writerOf(schema: z.ZodType): Writer {
  const whole: Writer = (body) => Buffer.from(JSON.stringify(schema.parse(body)))
  // What checks an object as a whole has to see the whole of it.
  const isPlain =
    schema instanceof z.ZodObject &&
    schema.def.catchall === undefined &&
    (schema.def.checks?.length ?? 0) === 0
  if (!isPlain) return whole
  const lists = listsOf(schema)
  if (lists.size === 0) return whole
  const others = Object.entries(schema.shape).filter(([name]) => !lists.has(name))
  const rest = z.object(Object.fromEntries(others))
  let lastLength = 0
  return (body) => {
    if (!isRecord(body)) return whole(body)
    let length = 0
    for (const name of lists.keys()) length += lengthOf(body[name])
    if (length < leastWorthKeeping) return whole(body)
    const sheet = new ByteSheet(lastLength * 1.1)
    const head = JSON.stringify(rest.parse(body))
    sheet.text(head.slice(0, -1))
    let separator = head === '{}' ? '' : ','
    for (const [name, writeList] of lists) {
      sheet.text(`${separator}${JSON.stringify(name)}:`)
      writeList(body[name], sheet)
      separator = ','
    }
    sheet.text('}')
    lastLength = sheet.length
    return sheet.end()
  }
}

/** How those fields are written that are plain lists of objects. */
function listsOf({ shape }: z.ZodObject): ReadonlyMap<string, PartWriter> {
  const lists = new Map<string, PartWriter>()
  for (const [name, field] of Object.entries(shape)) {
    if (!(field instanceof z.ZodArray) || (field.def.checks?.length ?? 0) > 0) continue
    if (field.element instanceof z.ZodObject) lists.set(name, listWriterOf(field.element))
  }
  return lists
}

function listWriterOf(element: z.ZodObject): PartWriter {
  const elements = z.array(z.unknown())
  const seen = new WeakSet<object>()
  const kept = new WeakMap<object, Buffer>()
  const write: PartWriter = (one, sheet) => {
    const isObject = typeof one === 'object' && one !== null
    const known = isObject ? kept.get(one) : undefined
    if (known !== undefined) {
      sheet.bytes(known)
      return
    }
    const start = sheet.length
    sheet.text(JSON.stringify(element.parse(one)))
    if (isObject && seen.has(one)) kept.set(one, sheet.copyFrom(start))
    else if (isObject) seen.add(one)
  }
  return (list, sheet) => {
    sheet.text('[')
    elements.parse(list).forEach((one, index) => {
      if (index > 0) sheet.text(',')
      write(one, sheet)
    })
    sheet.text(']')
  }
}

const isRecord = (body: unknown): body is Readonly<Record<string, unknown>> =>
  typeof body === 'object' && body !== null

const lengthOf = (list: unknown): number => (Array.isArray(list) ? list.length : 0)
