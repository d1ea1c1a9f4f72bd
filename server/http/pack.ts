import { promisify } from 'node:util'
import { constants, crc32, deflateRaw } from 'node:zlib'
import { packedHead } from './packed-events.ts'

const deflate = promisify(deflateRaw)

/** Large enough that a match cut at its end costs nothing, small enough that all cores have a part. */
const pieceBytes = 512 * 1024

/**
 * A gzip file of these bytes. Long ones are packed piece by piece, at once on as many threads as
 * there are: each piece ends on a whole byte, so they are one stream of deflate when put together.
 * @see RFC 1952, section 2.3 for what comes before and after it
 */
export async function pack(bytes: Buffer): Promise<Buffer> {
  const pieces: Promise<Buffer>[] = []
  for (let start = 0; start === 0 || start < bytes.length; start += pieceBytes) {
    const end = start + pieceBytes
    const finishFlush = end < bytes.length ? constants.Z_SYNC_FLUSH : constants.Z_FINISH
    pieces.push(deflate(bytes.subarray(start, end), { level: 4, finishFlush }))
  }
  const tail = Buffer.alloc(8)
  tail.writeUInt32LE(crc32(bytes), 0)
  tail.writeUInt32LE(bytes.length % 2 ** 32, 4)
  return Buffer.concat([packedHead, ...(await Promise.all(pieces)), tail])
}
