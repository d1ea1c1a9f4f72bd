import { crc32 } from 'node:zlib'
import { deflatePieces } from './deflate-pieces.ts'
import { packedHead } from './packed-events.ts'

/**
 * A gzip file of these bytes.
 * @see RFC 1952, section 2.3 for what comes before and after what is packed
 */
export async function pack(bytes: Buffer): Promise<Buffer> {
  const tail = Buffer.alloc(8)
  tail.writeUInt32LE(crc32(bytes), 0)
  tail.writeUInt32LE(bytes.length % 2 ** 32, 4)
  return Buffer.concat([packedHead, ...(await deflatePieces(bytes, true)), tail])
}
