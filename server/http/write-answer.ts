import { z } from '#contract/setup.ts'

type Writer = (body: unknown) => string

const writers = new WeakMap<z.ZodType, Writer>()

/**
 * The JSON of an answer, parsed by its schema first: what differs from the contract throws. Long
 * lists are parsed and written element by element, and the text of an element that comes again, such
 * as an edge between two closed namespaces in everybody's picture, is kept for as long as it lives.
 */
export function writeAnswer(schema: z.ZodType, body: unknown): string {
  let writer = writers.get(schema)
  if (writer === undefined) writers.set(schema, (writer = writerOf(schema)))
  return writer(body)
}

/** Below, all at once is as fast. */
const leastWorthKeeping = 200

function writerOf(schema: z.ZodType): Writer {
  const whole: Writer = (body) => JSON.stringify(schema.parse(body))
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
  return (body) => {
    if (!isRecord(body)) return whole(body)
    let length = 0
    for (const name of lists.keys()) length += lengthOf(body[name])
    if (length < leastWorthKeeping) return whole(body)
    const parts = [...lists].map(([name, writeList]) => {
      return `${JSON.stringify(name)}:${writeList(body[name])}`
    })
    const head = JSON.stringify(rest.parse(body))
    return head === '{}' ? `{${parts.join()}}` : `${head.slice(0, -1)},${parts.join()}}`
  }
}

/** How those fields are written that are plain lists of objects. */
function listsOf({ shape }: z.ZodObject): ReadonlyMap<string, Writer> {
  const lists = new Map<string, Writer>()
  for (const [name, field] of Object.entries(shape)) {
    if (!(field instanceof z.ZodArray) || (field.def.checks?.length ?? 0) > 0) continue
    if (field.element instanceof z.ZodObject) lists.set(name, listWriterOf(field.element))
  }
  return lists
}

function listWriterOf(element: z.ZodObject): Writer {
  const elements = z.array(z.unknown())
  const seen = new WeakSet<object>()
  const texts = new WeakMap<object, string>()
  const write = (one: unknown): string => {
    const isObject = typeof one === 'object' && one !== null
    const known = isObject ? texts.get(one) : undefined
    if (known !== undefined) return known
    const text = JSON.stringify(element.parse(one))
    if (isObject && seen.has(one)) texts.set(one, text)
    else if (isObject) seen.add(one)
    return text
  }
  return (list) => `[${elements.parse(list).map(write).join()}]`
}

const isRecord = (body: unknown): body is Readonly<Record<string, unknown>> =>
  typeof body === 'object' && body !== null

const lengthOf = (list: unknown): number => (Array.isArray(list) ? list.length : 0)
