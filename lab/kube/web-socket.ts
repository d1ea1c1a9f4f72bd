import { createHash } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'

/** The server's end of a web socket that carries bytes (RFC 6455), as far as port-forward needs it. */
export interface ServedSocket {
  readonly send: (message: Buffer) => void
  readonly close: () => void
}

export interface SocketEvents {
  readonly onMessage: (message: Buffer) => void
  readonly onClose: () => void
}

const magic = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11'
const opcodes = { continuation: 0, text: 1, binary: 2, close: 8, ping: 9, pong: 10 }
const longestMessage = 16 * 1024 * 1024

/** Takes an upgrade; the protocol is one of those that the client offers, or none. */
export function acceptSocket(
  { request, socket }: { readonly request: IncomingMessage; readonly socket: Duplex },
  protocols: readonly string[],
  events: SocketEvents,
): ServedSocket {
  const offered = (request.headers['sec-websocket-protocol'] ?? '').split(',').map((p) => p.trim())
  const protocol = protocols.find((one) => offered.includes(one))
  const key = request.headers['sec-websocket-key'] ?? ''
  const accept = createHash('sha1').update(`${key}${magic}`).digest('base64')
  socket.write(
    [
      'HTTP/1.1 101 Switching Protocols',
      'Upgrade: websocket',
      'Connection: Upgrade',
      `Sec-WebSocket-Accept: ${accept}`,
      ...(protocol === undefined ? [] : [`Sec-WebSocket-Protocol: ${protocol}`]),
      '\r\n',
    ].join('\r\n'),
  )
  const send = (opcode: number, payload: Buffer): void => {
    if (socket.writable) socket.write(Buffer.concat([headOf(opcode, payload.length), payload]))
  }
  const close = (): void => {
    send(opcodes.close, Buffer.alloc(0))
    socket.end()
  }
  const read = createFrameReader({
    [opcodes.text]: events.onMessage,
    [opcodes.binary]: events.onMessage,
    [opcodes.ping]: (payload) => send(opcodes.pong, payload),
    [opcodes.close]: close,
  })
  socket.on('data', (bytes: Buffer) => {
    if (!read(bytes)) socket.destroy()
  })
  socket.on('error', () => socket.destroy())
  socket.on('close', events.onClose)
  return { send: (message) => send(opcodes.binary, message), close }
}

function headOf(opcode: number, length: number): Buffer {
  const first = 0x80 | opcode
  if (length < 126) return Buffer.from([first, length])
  if (length < 65_536) return Buffer.from([first, 126, length >> 8, length & 0xff])
  const head = Buffer.alloc(10)
  head[0] = first
  head[1] = 127
  head.writeBigUInt64BE(BigInt(length), 2)
  return head
}

type Takers = Readonly<Record<number, (payload: Buffer) => void>>

/** Reads frames out of bytes as they come; false for what no client may send. */
function createFrameReader(takers: Takers): (bytes: Buffer) => boolean {
  let waiting = Buffer.alloc(0)
  let parts: Buffer[] = []
  let kind = opcodes.binary
  return (bytes) => {
    waiting = Buffer.concat([waiting, bytes])
    for (let frame = frameIn(waiting); frame !== null; frame = frameIn(waiting)) {
      if (frame.length > longestMessage) return false
      waiting = waiting.subarray(frame.size)
      if (frame.opcode >= opcodes.close) {
        takers[frame.opcode]?.(frame.payload)
        continue
      }
      if (frame.opcode !== opcodes.continuation) kind = frame.opcode
      parts.push(frame.payload)
      if (!frame.isLast) continue
      takers[kind]?.(Buffer.concat(parts))
      parts = []
    }
    return waiting.length <= longestMessage
  }
}

interface Frame {
  readonly opcode: number
  readonly isLast: boolean
  readonly payload: Buffer
  readonly length: number
  readonly size: number // with its head
}

/** Null until all of it is there. */
function frameIn(bytes: Buffer): Frame | null {
  const lengths = lengthsIn(bytes)
  if (lengths === null) return null
  const [first = 0, second = 0] = bytes
  const isMasked = (second & 0x80) !== 0
  const start = lengths.head + (isMasked ? 4 : 0)
  const { length } = lengths
  if (bytes.length < start + length) return null
  const payload = Buffer.from(bytes.subarray(start, start + length))
  if (isMasked) unmask(payload, bytes.subarray(start - 4, start))
  const isLast = (first & 0x80) !== 0
  return { opcode: first & 0x0f, isLast, payload, length, size: start + length }
}

/** Of the payload, and of what says it: two, four or ten bytes. */
function lengthsIn(bytes: Buffer): { readonly length: number; readonly head: number } | null {
  if (bytes.length < 2) return null
  const short = (bytes[1] ?? 0) & 0x7f
  if (short < 126) return { length: short, head: 2 }
  const head = short === 126 ? 4 : 10
  if (bytes.length < head) return null
  const length = short === 126 ? bytes.readUInt16BE(2) : Number(bytes.readBigUInt64BE(2))
  return { length, head }
}

function unmask(payload: Buffer, mask: Buffer): void {
  for (let index = 0; index < payload.length; index += 1)
    payload[index] = (payload[index] ?? 0) ^ (mask[index % 4] ?? 0)
}
