const hexId = /^(?:[0-9a-f]{16}|[0-9a-f]{32})$/
const traceparent = /^[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}$/

/**
 * The id of a trace in what was typed: 16 or 32 hex digits, with dashes where somebody took it for
 * a UUID, or the header `traceparent` whole. Null: it is none.
 *
 * @see https://www.w3.org/TR/trace-context/#traceparent-header
 */
export function readTraceId(text: string): string | null {
  const typed = text.trim().toLowerCase()
  const [, inHeader] = traceparent.exec(typed) ?? []
  if (inHeader !== undefined) return inHeader
  const plain = typed.replace(/^0x/, '').replaceAll('-', '')
  return hexId.test(plain) && /[^0]/.test(plain) ? plain : null
}
