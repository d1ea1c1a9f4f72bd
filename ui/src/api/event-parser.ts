/** One server-sent event as it came: `id` is null when the event has none of its own. */
export interface RawEvent {
  readonly id: string | null
  readonly event: string
  readonly data: string
}

/**
 * Reads a stream of server-sent events that arrives in pieces cut anywhere, between the two
 * characters of a line end too. Returns what each piece completes.
 *
 * @see https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream
 */
export function createEventParser(): (chunk: string) => RawEvent[] {
  // In pieces: a graph of megabytes comes in hundreds of them, each looked through once.
  let rest: string[] = []
  let isFirst = true
  let endedWithCr = false
  let pending: { id: string | null; event: string; data: string[] } = fresh()

  function takeLine(line: string, out: RawEvent[]): void {
    if (line === '') {
      if (pending.data.length > 0) {
        const { id, event, data } = pending
        out.push({ id, event: event === '' ? 'message' : event, data: data.join('\n') })
      }
      pending = fresh()
      return
    }
    const colon = line.indexOf(':')
    const field = colon === -1 ? line : line.slice(0, colon)
    const value = colon === -1 ? '' : line.slice(colon + 1).replace(/^ /, '')
    if (field === 'data') pending.data.push(value)
    else if (field === 'event') pending.event = value
    else if (field === 'id' && !value.includes('\0')) pending.id = value
  }

  return (chunk) => {
    let text = chunk
    if (isFirst && text !== '') {
      text = text.replace(/^\uFEFF/, '')
      isFirst = false
    }
    // The line feed of a CRLF that was cut in two: its line has been taken already.
    if (endedWithCr && text.startsWith('\n')) text = text.slice(1)
    if (chunk !== '') endedWithCr = chunk.endsWith('\r')
    const lines = text.split(/\r\n|\n|\r/)
    const last = lines.pop() ?? ''
    const out: RawEvent[] = []
    for (const line of lines) {
      takeLine(rest.join('') + line, out)
      rest = []
    }
    rest.push(last)
    return out
  }
}

function fresh(): { id: string | null; event: string; data: string[] } {
  return { id: null, event: '', data: [] }
}
